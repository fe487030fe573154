using TopologyMirror.Processes.Provider;
using TopologyMirror.Routing;

namespace TopologyMirror.Processes.Hosts;

/// <summary>The provider's monitoring.</summary>
internal sealed class RemoteMonitoring(ProviderClient client) : IMonitoringTarget
{
    public PortDescription Description { get; } = new("remote-monitoring", PortCapabilities.None, Fencing.Atomic);

    public async ValueTask<MonitoringSnapshot> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        StateMessage state = await client.ReadStateAsync(cancellationToken);
        return new MonitoringSnapshot(state.Now, new SortedSet<InstanceId>(state.Watched.Select(i => new InstanceId(i))));
    }

    public ValueTask AttachAsync(MonitoringArguments arguments, CancellationToken cancellationToken) => IssueAsync(EffectKind.Attach, arguments, cancellationToken);

    public ValueTask DetachAsync(MonitoringArguments arguments, CancellationToken cancellationToken) => IssueAsync(EffectKind.Detach, arguments, cancellationToken);

    private async ValueTask IssueAsync(EffectKind kind, MonitoringArguments arguments, CancellationToken cancellationToken)
    {
        var effect = new EffectMessage(kind, arguments.Key.ToString(), arguments.Epoch.Value) { Instances = [.. arguments.Instances.Select(i => i.Value)] };
        await client.IssueAsync(arguments.Key.Cluster, effect, cancellationToken);
    }
}
