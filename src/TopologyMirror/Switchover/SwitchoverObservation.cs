using TopologyMirror.Capacity;
using TopologyMirror.Routing;

namespace TopologyMirror.Switchover;

/// <summary>What the state machine sees when it decides. Immutable.</summary>
public sealed record SwitchoverObservation
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The world, observed since the last effect.</summary>
    public required WorldView World { get; init; }

    /// <summary>What the newest load takes, per service; empty when nothing is known.</summary>
    public IReadOnlyList<ServiceNeed> Needs { get; init; } = [];

    /// <summary>Why an operator wants the run ended; null when nobody does.</summary>
    public string? AbortRequested { get; init; }

    /// <summary>Why the run must not reach its point of no return yet, as what is waited for; null when nothing keeps it.</summary>
    public string? Hold { get; init; }
}
