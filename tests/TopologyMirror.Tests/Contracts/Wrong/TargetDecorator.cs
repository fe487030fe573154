using TopologyMirror.Propagation;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Passes everything on, so that a test can change one thing.</summary>
internal abstract class TargetDecorator(IConfigurationTarget inner) : IConfigurationTarget
{
    public virtual PortDescription Description => inner.Description;

    public virtual ValueTask<IReadOnlyDictionary<InstanceId, InstanceReport>> ReadAsync(
        ClusterName cluster, IReadOnlyList<InstanceId> instances, CancellationToken cancellationToken) => inner.ReadAsync(cluster, instances, cancellationToken);

    public virtual ValueTask DeliverAsync(DeliverArguments arguments, CancellationToken cancellationToken) => inner.DeliverAsync(arguments, cancellationToken);

    public virtual ValueTask RunStepAsync(RunStepArguments arguments, CancellationToken cancellationToken) => inner.RunStepAsync(arguments, cancellationToken);

    public virtual ValueTask ActivateAsync(ActivateArguments arguments, CancellationToken cancellationToken) => inner.ActivateAsync(arguments, cancellationToken);

    public virtual ValueTask<CapturedRevision> CaptureAsync(ClusterName cluster, InstanceId instance, CancellationToken cancellationToken) =>
        inner.CaptureAsync(cluster, instance, cancellationToken);
}
