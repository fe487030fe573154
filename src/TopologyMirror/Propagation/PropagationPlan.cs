namespace TopologyMirror.Propagation;

/// <summary>How instances stand against the desired configuration. Immutable; all lists in ordinal order.</summary>
/// <param name="Desired">The digest that the cluster should run.</param>
/// <param name="InStep">Ready instances that report the desired digest.</param>
/// <param name="Drifted">Instances that report another digest.</param>
/// <param name="Unread">Ready instances that have not reported a digest yet.</param>
public sealed record PropagationPlan(
    ConfigDigest Desired, IReadOnlyList<InstanceId> InStep, IReadOnlyList<InstanceId> Drifted, IReadOnlyList<InstanceId> Unread);
