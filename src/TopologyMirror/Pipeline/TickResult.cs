using TopologyMirror.Capacity;
using TopologyMirror.Promotion;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>What one tick saw, decided and did. Immutable.</summary>
public sealed record TickResult
{
    /// <summary>The cluster.</summary>
    public required ClusterName Cluster { get; init; }

    /// <summary>When the tick began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>False when another host owns the cluster: then nothing else is set.</summary>
    public bool IsOwner { get; init; }

    /// <summary>What was observed at the start of the tick.</summary>
    public WorldView? World { get; init; }

    /// <summary>What the newest load takes, per service.</summary>
    public IReadOnlyList<ServiceNeed> Needs { get; init; } = [];

    /// <summary>What stood where at the start of the tick, per service.</summary>
    public IReadOnlyList<ServiceCounts> Counts { get; init; } = [];

    /// <summary>The forecasts, one per metric.</summary>
    public IReadOnlyList<MetricForecast> Forecasts { get; init; } = [];

    /// <summary>What was decided; carried out only as far as the mode, a pause and the invariants allow.</summary>
    public PromotionDecision? Decision { get; init; }

    /// <summary>Runs that ended in this tick, as they ended.</summary>
    public IReadOnlyList<SwitchoverState> ClosedRuns { get; init; } = [];

    /// <summary>The run that is open at the end of the tick; null when there is none.</summary>
    public SwitchoverState? OpenRun { get; init; }

    /// <summary>The run after which the shadow was found in step again in this tick; null when there was none.</summary>
    public RunId? Resynced { get; init; }
}
