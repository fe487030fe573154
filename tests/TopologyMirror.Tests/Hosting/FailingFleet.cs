using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Hosting;

internal sealed class FailingFleet : IInstanceFleet
{
    public PortDescription Description { get; } = new("failing", PortCapabilities.None, Fencing.Atomic);

    public ValueTask<TopologySnapshot> ListAsync(ClusterName cluster, CancellationToken cancellationToken) => throw new IOException("the fleet is away");

    public ValueTask<IReadOnlyList<InstanceId>> LaunchAsync(LaunchArguments arguments, CancellationToken cancellationToken) => throw new IOException("away");

    public ValueTask TerminateAsync(TerminateArguments arguments, CancellationToken cancellationToken) => throw new IOException("away");
}
