namespace TopologyMirror.Durability;

/// <summary>Says who owns a cluster. One owner at a time; the epoch grows with every change of owner. Safe for concurrent use.</summary>
public interface ILeaseStore
{
    /// <summary>Takes the lease when it is free, expired, or already the caller's.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="owner">The caller's name, unique per process.</param>
    /// <param name="duration">How long the lease shall hold.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The grant, or null while another owner holds the lease.</returns>
    ValueTask<LeaseGrant?> TryAcquireAsync(ClusterName cluster, string owner, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Prolongs leases that still hold, each for its own duration, in one statement.</summary>
    /// <param name="grants">The grants; at most one per cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The clusters whose leases were prolonged; one that is missing is no longer the caller's.</returns>
    ValueTask<IReadOnlySet<ClusterName>> RenewAsync(IReadOnlyCollection<LeaseGrant> grants, CancellationToken cancellationToken);

    /// <summary>Gives a lease back; does nothing when it is no longer the caller's.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask ReleaseAsync(LeaseGrant grant, CancellationToken cancellationToken);
}
