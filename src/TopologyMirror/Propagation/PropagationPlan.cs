namespace TopologyMirror.Propagation;

/// <summary>How instances stand against the desired configuration, and what to do next. Immutable; lists of instances in ordinal order.</summary>
/// <param name="Desired">The digest that cover should run.</param>
/// <param name="InStep">Ready instances that report the desired digest.</param>
/// <param name="Drifted">Instances that report another digest.</param>
/// <param name="Unread">Ready instances that have not reported a digest yet.</param>
public sealed record PropagationPlan(
    ConfigDigest Desired, IReadOnlyList<InstanceId> InStep, IReadOnlyList<InstanceId> Drifted, IReadOnlyList<InstanceId> Unread)
{
    /// <summary>What to do now, in this order.</summary>
    public IReadOnlyList<PropagationAction> Actions { get; init; } = [];

    /// <summary>What is waited for, by instance.</summary>
    public IReadOnlyDictionary<InstanceId, string> Waiting { get; init; } = new SortedDictionary<InstanceId, string>();

    /// <summary>Instances at live's configuration that did not get there, by the reason: they are given up.</summary>
    public IReadOnlyDictionary<InstanceId, string> Refused { get; init; } = new SortedDictionary<InstanceId, string>();

    /// <summary>Steps that were executed once for their revision and are not journaled yet.</summary>
    public IReadOnlyList<RevisionStep> Settled { get; init; } = [];

    /// <summary>What was executed of the candidate's revision so far, as <c>step on instance</c>, in the bundle's order.</summary>
    public IReadOnlyList<string> Executed { get; init; } = [];

    /// <summary>The revision that must go no further; null when there is none.</summary>
    public RevisionRejection? Rejection { get; init; }

    /// <summary>True when nothing is to be done, to be journaled or to be waited for.</summary>
    public bool IsIdle => Actions.Count == 0 && Waiting.Count == 0 && Settled.Count == 0 && Rejection is null;
}
