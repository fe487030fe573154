using TopologyMirror.Quickstart.Traces;
using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Commands;

/// <summary>What the user chose. Immutable.</summary>
internal sealed record QuickstartSettings
{
    /// <summary>The trace files; empty for the generated trace.</summary>
    public IReadOnlyList<TraceArgument> Traces { get; init; } = [];

    /// <summary>What latencies and the generated trace are a function of; launches, of this and the name of the trace. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Constant time from launch to ready; null for the draws of the replay rules.</summary>
    public TimeSpan? LeadTime { get; init; }

    /// <summary>Accepted probability of too little capacity; null for the library's default.</summary>
    public double? Risk { get; init; }

    /// <summary>What happens besides load. Default: two releases.</summary>
    public ReplayEventVariant Events { get; init; } = ReplayEventVariant.Plain;

    /// <summary>File to write the report to; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>Whether standard output is one JSON object instead of text for people.</summary>
    public bool Json { get; init; }
}
