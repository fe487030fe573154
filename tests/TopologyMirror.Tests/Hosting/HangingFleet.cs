using TopologyMirror.Internal;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Hosting;

/// <summary>A fleet that answers until it is told to hang; then its listings end only with their token, or not even with that.</summary>
internal sealed class HangingFleet(IInstanceFleet inner, TimeProvider time, bool isDeaf) : IInstanceFleet
{
    public bool Hangs { get; set; }

    public PortDescription Description => inner.Description;

    public async ValueTask<TopologySnapshot> ListAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        if (Hangs)
        {
            await VirtualDelay.WaitAsync(time, TimeSpan.FromDays(1), isDeaf ? CancellationToken.None : cancellationToken);
        }

        return await inner.ListAsync(cluster, cancellationToken);
    }

    public ValueTask<IReadOnlyList<InstanceId>> LaunchAsync(LaunchArguments arguments, CancellationToken cancellationToken) => inner.LaunchAsync(arguments, cancellationToken);

    public ValueTask TerminateAsync(TerminateArguments arguments, CancellationToken cancellationToken) => inner.TerminateAsync(arguments, cancellationToken);
}
