using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite;

public sealed partial class SqliteStore
{
    private long Now => _time.GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public ValueTask<LeaseGrant?> TryAcquireAsync(ClusterName cluster, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_session.Write(s => Acquire(s, cluster, owner, duration)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<ClusterName>> RenewAsync(IReadOnlyCollection<LeaseGrant> grants, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grants);
        cancellationToken.ThrowIfCancellationRequested();
        var renewed = new SortedSet<ClusterName>();
        if (grants.Count > 0)
        {
            _session.Write(s => Renew(s, grants, renewed));
        }

        return ValueTask.FromResult<IReadOnlySet<ClusterName>>(renewed);
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(LeaseGrant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        _session.Write(s => s.Execute("DELETE FROM leases WHERE cluster = $1 AND epoch = $2", grant.Cluster.Value, grant.Epoch.Value));
        return ValueTask.CompletedTask;
    }

    private LeaseGrant? Acquire(SqliteSession s, ClusterName cluster, string owner, TimeSpan duration)
    {
        long now = Now;
        bool held = s.Query(
            "SELECT owner, renewed, duration, renewals FROM leases WHERE cluster = $1",
            row => !string.Equals(row.GetString(0), owner, StringComparison.Ordinal)
                && IsInForce($"lease {cluster}", now, row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)),
            cluster.Value) is [true];
        if (held)
        {
            return null;
        }

        // Where the clock has gone back, a lease that is taken was seen unchanged for its duration, just now.
        TimeSpan? expired = s.Query<TimeSpan?>(
            "SELECT renewed, duration FROM leases WHERE cluster = $1",
            row => now < row.GetInt64(0) ? TimeSpan.Zero : TimeSpan.FromTicks(now - row.GetInt64(0) - row.GetInt64(1)),
            cluster.Value).FirstOrDefault();

        // The same owner asking again may be a restarted process of the same name: the epoch grows all the same.
        JournalHead head = Head(s, cluster);
        head = head with { Epoch = head.Epoch.Next };
        Keep(s, head);
        s.Execute(
            "INSERT OR REPLACE INTO leases (cluster, owner, epoch, renewed, duration, renewals) VALUES ($1, $2, $3, $4, $5, 0)",
            cluster.Value, owner, head.Epoch.Value, now, duration.Ticks);
        return new LeaseGrant(cluster, owner, head.Epoch, duration) { SincePreviousExpired = expired };
    }

    private bool Renew(SqliteSession s, IReadOnlyCollection<LeaseGrant> grants, SortedSet<ClusterName> renewed)
    {
        long now = Now;
        foreach (LeaseGrant grant in grants)
        {
            int changed = s.Execute(
                "UPDATE leases SET renewed = $3, duration = $4, renewals = renewals + 1 WHERE cluster = $1 AND epoch = $2 AND $3 - renewed < duration",
                grant.Cluster.Value, grant.Epoch.Value, now, grant.Duration.Ticks);
            if (changed == 1)
            {
                renewed.Add(grant.Cluster);
            }
        }

        return true;
    }

    /// <summary>
    /// By the machine's clock, as long as that has not gone back behind the renewal. Then nobody knows how old the renewal is, so it counts
    /// until it was seen unchanged for its duration.
    /// </summary>
    private bool IsInForce(string what, long now, long renewed, long duration, long times) =>
        now < renewed ? !_unchanged.Look(what, renewed, times, TimeSpan.FromTicks(duration)) : now - renewed < duration;

    private JournalHead CheckHolds(SqliteSession s, LeaseGrant grant)
    {
        JournalHead head = Head(s, grant.Cluster);
        return s.Number("SELECT count(*) FROM leases WHERE cluster = $1 AND epoch = $2 AND $3 - renewed < duration", grant.Cluster.Value, grant.Epoch.Value, Now) == 1
            ? head
            : throw new StaleEpochException(grant.Cluster, grant.Epoch, head.Epoch);
    }
}
