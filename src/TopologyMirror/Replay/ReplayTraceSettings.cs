namespace TopologyMirror.Replay;

/// <summary>What the user may choose about a replayed trace.</summary>
public sealed record ReplayTraceSettings
{
    /// <summary>Instances that a policy may have at the same time when nothing else is said.</summary>
    public const int DefaultFleetCap = 200;

    /// <summary>Load per instance. Default: <see cref="ReplayUnit.NearPeak"/>.</summary>
    public ReplayUnit Unit { get; init; } = ReplayUnit.NearPeak;

    /// <summary>Instances that every policy may have at the same time; at least 1. Default: 200.</summary>
    public int FleetCap { get; init; } = DefaultFleetCap;
}
