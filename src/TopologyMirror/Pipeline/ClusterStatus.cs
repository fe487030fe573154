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

    /// <summary>The pause in force: nothing new starts by itself. Null when there is none.</summary>
    public OperatorOrder? Pause { get; init; }

    /// <summary>The hold in force: releases are frozen. Null when there is none.</summary>
    public OperatorOrder? Hold { get; init; }

    /// <summary>True while a pause is in force.</summary>
    public bool IsPaused => Pause is not null;

    /// <summary>True while a hold is in force.</summary>
    public bool IsHeld => Hold is not null;

    /// <summary>Who stopped all automation of the cluster, and why; null while nobody has.</summary>
    public Durability.BrokenGlass? BrokenGlass { get; init; }

    /// <summary>The newest command that was taken and that a tick could not carry out; null when there is none.</summary>
    public OperatorRefusal? LastRefusal { get; init; }

    /// <summary>The configuration that the cluster should run; null before the first tick.</summary>
    public ConfigDigest? DesiredDigest { get; init; }

    /// <summary>The configuration that live runs: the one that the newest committed run put there, unless most of live report another; null when nothing is live.</summary>
    public ConfigDigest? LiveDigest { get; init; }

    /// <summary>The digest that was rejected last, in its bake or on its way to the shadow: not tried again while it stays desired, unless an operator resumes. Null when there is none.</summary>
    public ConfigDigest? RejectedDigest { get; init; }

    /// <summary>Why that digest was rejected: the refusal of validation, what ended the bake, or the step with its exit code, the end of its output, and what was done before. Null when none is.</summary>
    public string? RejectedReason { get; init; }

    /// <summary>Why a contract step of live's revision failed: it is not tried again unless an operator resumes. Null when none did.</summary>
    public string? ContractFailure { get; init; }

    /// <summary>What configuration waits for, by instance; empty when nothing is being delivered or executed.</summary>
    public IReadOnlyDictionary<InstanceId, string> Propagating { get; init; } = new SortedDictionary<InstanceId, string>();

    /// <summary>True while live is to run another configuration than it does, and that one was not rejected.</summary>
    public bool IsReleaseDue => DesiredDigest is { } desired && LiveDigest is { } live && desired != live && desired != RejectedDigest;

    /// <summary>Instances that run neither live's configuration nor that of the release that is due, in ordinal order. They are replaced, never copied.</summary>
    public IReadOnlyList<InstanceId> Drifted { get; init; } = [];

    /// <summary>Services that are in the fleet and not declared, in ordinal order of their names; empty when every instance belongs to a declared one.</summary>
    public IReadOnlyList<UndeclaredService> Undeclared { get; init; } = [];

    /// <summary>What validation refuses, and how long no cover is launched for that; empty when it refuses nothing.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>What stood where, per service.</summary>
    public IReadOnlyList<ServiceCounts> Counts { get; init; } = [];

    /// <summary>How long launches and promotions take, by phase and in the whole; null before the first tick.</summary>
    public LeadTimeModel? LeadTimes { get; init; }

    /// <summary>What the newest load takes, per service.</summary>
    public IReadOnlyList<ServiceNeed> Needs { get; init; } = [];

    /// <summary>What is known of the load that one instance carries, per service that learns it; empty when none does.</summary>
    public IReadOnlyList<LearnedCapacity> Learned { get; init; } = [];

    /// <summary>Why there is no forecast, by metric; empty when every metric has one.</summary>
    public IReadOnlyDictionary<MetricName, ForecastNotReady> NotReady { get; init; } = new SortedDictionary<MetricName, ForecastNotReady>();

    /// <summary>What was last decided.</summary>
    public PromotionDecision? Decision { get; init; }

    /// <summary>The open run; null when there is none.</summary>
    public SwitchoverState? OpenRun { get; init; }

    /// <summary>The release of which some waves are committed and some are not; null when there is none.</summary>
    public OpenRelease? OpenRelease { get; init; }

    /// <summary>What the newest committed release replaced, and until when a roll-back can go back to it; null when there was none.</summary>
    public RetainedRevision? Retained { get; init; }

    /// <summary>How long the open run has been held, for the reason that <see cref="OpenRun"/> tells; null while it is not.</summary>
    public TimeSpan? HoldAge { get; init; }

    /// <summary>Retired instances that are not gone yet.</summary>
    public int Retiring { get; init; }

    /// <summary>Why something that was decided is not done yet, for example since as many clusters switch as may; null when nothing waits so.</summary>
    public string? Waits { get; init; }

    /// <summary>What made the newest tick fail; null when it did not.</summary>
    public string? LastFault { get; init; }
}
