using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Safety;

/// <summary>How a cluster stands once faults have stopped and everything has had its time. Immutable.</summary>
public sealed record RestContext
{
    /// <summary>What is observed, with the digests that instances report.</summary>
    public required WorldView World { get; init; }

    /// <summary>The run that is open; null when there is none.</summary>
    public SwitchoverState? OpenRun { get; init; }

    /// <summary>The newest ended run after which the shadow was not yet observed in step again; null when there is none.</summary>
    public RunId? AwaitingResync { get; init; }

    /// <summary>Retired instances that are not gone yet.</summary>
    public int Retiring { get; init; }

    /// <summary>A digest that was tried and is not to be tried again; null when there is none.</summary>
    public ConfigDigest? Rejected { get; init; }

    /// <summary>True while a release in waves is between its first wave and its last.</summary>
    public bool IsReleasing { get; init; }

    /// <summary>The services, with the work that they declare. Default: none.</summary>
    public IReadOnlyList<ServiceSpecification> Services { get; init; } = [];

    /// <summary>True when an operator keeps the controller from starting anything.</summary>
    public bool IsStopped { get; init; }
}
