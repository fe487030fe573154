using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Adds targets to those that are there, so that nothing is ever taken away.</summary>
internal sealed class AddingWiring(IServiceWiring inner) : IServiceWiring
{
    public PortDescription Description => inner.Description;

    public ValueTask<WiringSnapshot> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken) => inner.ObserveAsync(cluster, cancellationToken);

    public async ValueTask WireAsync(WireArguments arguments, CancellationToken cancellationToken)
    {
        WiringSnapshot now = await inner.ObserveAsync(arguments.Key.Cluster, cancellationToken);
        WireLink[] links =
        [
            .. arguments.Links.Select(l => WireLink.To(l.Instance, l.Dependency, l.Targets.Concat(now.Find(l.Instance, l.Dependency)?.Targets ?? []))),
        ];
        await inner.WireAsync(arguments with { Links = links }, cancellationToken);
    }
}
