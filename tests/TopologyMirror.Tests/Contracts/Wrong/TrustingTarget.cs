using TopologyMirror.Propagation;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Counts every blob that was named as held, whatever bytes arrived.</summary>
internal sealed class TrustingTarget(IConfigurationTarget inner) : TargetDecorator(inner)
{
    private readonly SortedSet<BlobDigest> _named = [];

    public override ValueTask DeliverAsync(DeliverArguments arguments, CancellationToken cancellationToken)
    {
        _named.UnionWith(arguments.Missing);
        return base.DeliverAsync(arguments, cancellationToken);
    }

    public override async ValueTask<IReadOnlyDictionary<InstanceId, InstanceReport>> ReadAsync(
        ClusterName cluster, IReadOnlyList<InstanceId> instances, CancellationToken cancellationToken) =>
        (await base.ReadAsync(cluster, instances, cancellationToken)).ToDictionary(r => r.Key, r => r.Value with { Blobs = _named });
}
