namespace TopologyMirror.Durability;

/// <summary>Calls that are made of those of <see cref="ILeaseStore"/>.</summary>
public static class LeaseStoreExtensions
{
    /// <summary>Prolongs one lease that still holds.</summary>
    /// <param name="store">Where leases are kept.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when the lease is no longer the caller's.</returns>
    public static async ValueTask<bool> TryRenewAsync(this ILeaseStore store, LeaseGrant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(grant);
        IReadOnlySet<ClusterName> renewed = await store.RenewAsync([grant], cancellationToken).ConfigureAwait(false);
        return renewed.Contains(grant.Cluster);
    }
}
