using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;
using TopologyMirror.Promotion;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>How a cluster stands, as of its newest tick. Immutable.</summary>
public sealed record ClusterStatus
{
    /// <summary>The cluster.</summary>
    public required ClusterName Cluster { get; init; }

    /// <summary>How much the controller may do by itself.</summary>
    public required ControlMode Mode { get; init; }

    /// <summary>When the newest tick ended without a fault; null before the first.</summary>
    public DateTimeOffset? LastTickAt { get; init; }

    /// <summary>The epoch under which this host owns the cluster; null when it does not.</summary>
    public Epoch? Epoch { get; init; }

    /// <summary>True after an operator's pause.</summary>
    public bool IsPaused { get; init; }

    /// <summary>The configuration that the cluster should run; null before the first tick.</summary>
    public ConfigDigest? DesiredDigest { get; init; }

    /// <summary>The configuration that live runs, by most of its instances; null when nothing is live.</summary>
    public ConfigDigest? LiveDigest { get; init; }

    /// <summary>The digest whose release was rolled back last: not tried again while it stays desired, unless an operator resumes. Null when there is none.</summary>
    public ConfigDigest? RejectedDigest { get; init; }

    /// <summary>What stood where, per service.</summary>
    public IReadOnlyList<ServiceCounts> Counts { get; init; } = [];

    /// <summary>What the newest load takes, per service.</summary>
    public IReadOnlyList<ServiceNeed> Needs { get; init; } = [];

    /// <summary>Why there is no forecast, by metric; empty when every metric has one.</summary>
    public IReadOnlyDictionary<MetricName, ForecastNotReady> NotReady { get; init; } = new SortedDictionary<MetricName, ForecastNotReady>();

    /// <summary>What was last decided.</summary>
    public PromotionDecision? Decision { get; init; }

    /// <summary>The open run; null when there is none.</summary>
    public SwitchoverState? OpenRun { get; init; }

    /// <summary>Why the open run neither goes on nor back; null when it does, or there is none.</summary>
    public string? Held { get; init; }

    /// <summary>Retired instances that are not gone yet.</summary>
    public int Retiring { get; init; }

    /// <summary>What made the newest tick fail; null when it did not.</summary>
    public string? LastFault { get; init; }
}
