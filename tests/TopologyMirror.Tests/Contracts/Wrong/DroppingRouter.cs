using TopologyMirror.Routing;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Takes an instance out of its table when it should drain it, and drains before it fills up.</summary>
internal sealed class DroppingRouter(ITrafficRouter inner) : ITrafficRouter
{
    public PortDescription Description => inner.Description;

    public ValueTask<RouteTable> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken) => inner.ObserveAsync(cluster, cancellationToken);

    public async ValueTask SetWeightsAsync(SetWeightsArguments arguments, CancellationToken cancellationToken)
    {
        InstanceId[] drained = [.. arguments.Weights.Where(w => w.Weight == 0).Select(w => w.Instance)];
        await inner.RemoveAsync(new RemoveRoutesArguments(arguments.Key, arguments.Epoch, drained), cancellationToken);
        await inner.SetWeightsAsync(arguments with { Weights = [.. arguments.Weights.Where(w => w.Weight > 0)] }, cancellationToken);
    }

    public ValueTask RemoveAsync(RemoveRoutesArguments arguments, CancellationToken cancellationToken) => inner.RemoveAsync(arguments, cancellationToken);
}
