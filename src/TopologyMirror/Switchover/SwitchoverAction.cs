using TopologyMirror.Data;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

/// <summary>What to do next in a run: one of the nested records.</summary>
public abstract record SwitchoverAction
{
    private SwitchoverAction()
    {
    }

    /// <summary>Journal that the run enters a phase.</summary>
    /// <param name="Phase">The phase.</param>
    /// <param name="Reason">Why, where there is something to say.</param>
    public sealed record Enter(SwitchoverPhase Phase, string? Reason = null) : SwitchoverAction;

    /// <summary>Attach monitoring to instances.</summary>
    /// <param name="Instances">The instances, in ordinal order.</param>
    public sealed record AttachMonitoring(IReadOnlyList<InstanceId> Instances) : SwitchoverAction;

    /// <summary>Set weights at one router.</summary>
    /// <param name="Router">The router's name.</param>
    /// <param name="Weights">The weights, in ordinal order of the instances.</param>
    public sealed record SetWeights(string Router, IReadOnlyList<RouteWeight> Weights) : SwitchoverAction;

    /// <summary>Set whom instances call.</summary>
    /// <param name="Links">The links, in ordinal order of the instances.</param>
    public sealed record Wire(IReadOnlyList<WireLink> Links) : SwitchoverAction;

    /// <summary>Observe again, no later than a moment.</summary>
    /// <param name="Until">The moment.</param>
    /// <param name="Reason">What is waited for.</param>
    public sealed record Wait(DateTimeOffset Until, string Reason) : SwitchoverAction
    {
        /// <summary>True when the run is not to be left alone meanwhile, since writes are parked or nobody works: the tick waits, for up to one interval. Default: false.</summary>
        public bool IsAttended { get; init; }
    }

    /// <summary>Journal that the run ended.</summary>
    /// <param name="Outcome">How.</param>
    /// <param name="Reason">Why, where there is something to say.</param>
    public sealed record Close(SwitchoverOutcome Outcome, string? Reason = null) : SwitchoverAction
    {
        /// <summary>Promoted instances that a committed run does not bring into live, since they cannot serve: they are retired. In ordinal order.</summary>
        public IReadOnlyList<InstanceId> Lost { get; init; } = [];

        /// <summary>Promoted instances that a run which went back leaves in live, in the place of what its old side has lost meanwhile. In ordinal order.</summary>
        public IReadOnlyList<InstanceId> Kept { get; init; } = [];
    }

    /// <summary>Do nothing, keep the run open, and ask again with every tick: going on and going back are both worse. An operator's abort ends it.</summary>
    /// <param name="Reason">Why, in one sentence.</param>
    public sealed record Hold(string Reason) : SwitchoverAction;

    /// <summary>Let instances of one service do its background work, or stop them.</summary>
    /// <param name="Work">The service.</param>
    /// <param name="Instances">The instances, in ordinal order.</param>
    /// <param name="Active">True to let them work.</param>
    public sealed record SetWork(ServiceWork Work, IReadOnlyList<InstanceId> Instances, bool Active) : SwitchoverAction;

    /// <summary>Do something to a data set whose writer moves.</summary>
    /// <param name="DataSet">The data set.</param>
    /// <param name="Change">What.</param>
    /// <param name="Instance">The instance that is fenced, promoted, or to follow; null where none is concerned.</param>
    /// <param name="Until">Until when writes are parked; null for every other change.</param>
    public sealed record MoveData(DataSetName DataSet, DataChange Change, InstanceId? Instance = null, DateTimeOffset? Until = null) : SwitchoverAction;

    /// <summary>The run has ended before; there is nothing to do.</summary>
    public sealed record Done : SwitchoverAction;
}
