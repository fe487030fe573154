namespace TopologyMirror.Durability;

public sealed partial class InMemoryStore
{
    private readonly Dictionary<ClusterName, (LeaseGrant Grant, DateTimeOffset Expires)> _leases = [];
    private readonly Dictionary<ClusterName, Epoch> _epochs = [];

    /// <inheritdoc/>
    public ValueTask<LeaseGrant?> TryAcquireAsync(ClusterName cluster, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        cancellationToken.ThrowIfCancellationRequested();
        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            bool kept = _leases.TryGetValue(cluster, out (LeaseGrant Grant, DateTimeOffset Expires) lease);
            if (kept && lease.Expires > now && !string.Equals(lease.Grant.Owner, owner, StringComparison.Ordinal))
            {
                return ValueTask.FromResult<LeaseGrant?>(null);
            }

            // The same owner asking again may be a restarted process of the same name: the epoch grows all the same.
            Epoch epoch = _epochs.GetValueOrDefault(cluster).Next;
            var grant = new LeaseGrant(cluster, owner, epoch, duration) { SincePreviousExpired = kept ? now - lease.Expires : null };
            _epochs[cluster] = epoch;
            _leases[cluster] = (grant, now + duration);
            return ValueTask.FromResult<LeaseGrant?>(grant);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<ClusterName>> RenewAsync(IReadOnlyCollection<LeaseGrant> grants, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grants);
        cancellationToken.ThrowIfCancellationRequested();
        DateTimeOffset now = _time.GetUtcNow();
        var renewed = new SortedSet<ClusterName>();
        lock (_gate)
        {
            foreach (LeaseGrant grant in grants.Where(g => Holds(g, now)))
            {
                _leases[grant.Cluster] = (_leases[grant.Cluster].Grant, now + grant.Duration);
                renewed.Add(grant.Cluster);
            }
        }

        return ValueTask.FromResult<IReadOnlySet<ClusterName>>(renewed);
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(LeaseGrant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        lock (_gate)
        {
            if (_leases.TryGetValue(grant.Cluster, out (LeaseGrant Grant, DateTimeOffset Expires) lease) && lease.Grant.Epoch == grant.Epoch)
            {
                _leases.Remove(grant.Cluster);
            }
        }

        return ValueTask.CompletedTask;
    }

    private bool Holds(LeaseGrant grant, DateTimeOffset now) =>
        _leases.TryGetValue(grant.Cluster, out (LeaseGrant Grant, DateTimeOffset Expires) lease) && lease.Grant.Epoch == grant.Epoch && lease.Expires > now;
}
