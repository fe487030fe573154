using TopologyMirror.Durability;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Renews whatever it is shown, and gives every owner the same epoch.</summary>
internal sealed class EternalLeases(ILeaseStore inner) : ILeaseStore
{
    public async ValueTask<LeaseGrant?> TryAcquireAsync(ClusterName cluster, string owner, TimeSpan duration, CancellationToken cancellationToken) =>
        await inner.TryAcquireAsync(cluster, owner, duration, cancellationToken) is { } grant ? grant with { Epoch = new Epoch(1) } : null;

    public ValueTask<IReadOnlySet<ClusterName>> RenewAsync(IReadOnlyCollection<LeaseGrant> grants, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlySet<ClusterName>>(new SortedSet<ClusterName>(grants.Select(g => g.Cluster)));

    public ValueTask ReleaseAsync(LeaseGrant grant, CancellationToken cancellationToken) => inner.ReleaseAsync(grant, cancellationToken);
}
