using TopologyMirror.Processes.Provider;
using TopologyMirror.Routing;

namespace TopologyMirror.Processes.Hosts;

/// <summary>The provider's router.</summary>
internal sealed class RemoteRouter(ProviderClient client) : ITrafficRouter
{
    public PortDescription Description { get; } = new(
        "remote-router", PortCapabilities.JoinByRoute | PortCapabilities.DrainInPlace | PortCapabilities.OpenConnections, Fencing.Atomic);

    public async ValueTask<RouteTable> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        StateMessage state = await client.ReadStateAsync(cancellationToken);
        return new RouteTable(Description.Name, state.Now, state.Routes.Select(r => new InstanceRoute
        {
            Instance = new InstanceId(r.Instance), Weight = r.Weight, PendingWeight = r.Pending, OpenConnections = r.Connections,
        }));
    }

    public async ValueTask SetWeightsAsync(SetWeightsArguments arguments, CancellationToken cancellationToken)
    {
        var effect = new EffectMessage(EffectKind.SetWeights, arguments.Key.ToString(), arguments.Epoch.Value)
        {
            Instances = [.. arguments.Weights.Select(w => w.Instance.Value)], Weights = [.. arguments.Weights.Select(w => w.Weight)],
        };
        await client.IssueAsync(arguments.Key.Cluster, effect, cancellationToken);
    }

    public async ValueTask RemoveAsync(RemoveRoutesArguments arguments, CancellationToken cancellationToken)
    {
        var effect = new EffectMessage(EffectKind.RemoveRoutes, arguments.Key.ToString(), arguments.Epoch.Value)
        {
            Instances = [.. arguments.Instances.Select(i => i.Value)],
        };
        await client.IssueAsync(arguments.Key.Cluster, effect, cancellationToken);
    }
}
