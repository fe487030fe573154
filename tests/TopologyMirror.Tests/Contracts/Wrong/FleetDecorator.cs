using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>A fleet that does what another does, but for what is overridden.</summary>
internal abstract class FleetDecorator(IInstanceFleet inner) : IInstanceFleet
{
    public PortDescription Description => inner.Description;

    public virtual ValueTask<TopologySnapshot> ListAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        inner.ListAsync(cluster, cancellationToken);

    public virtual ValueTask<IReadOnlyList<InstanceId>> LaunchAsync(LaunchArguments arguments, CancellationToken cancellationToken) =>
        inner.LaunchAsync(arguments, cancellationToken);

    public virtual ValueTask TerminateAsync(TerminateArguments arguments, CancellationToken cancellationToken) =>
        inner.TerminateAsync(arguments, cancellationToken);
}
