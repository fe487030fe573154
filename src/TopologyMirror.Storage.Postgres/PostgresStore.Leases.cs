using Npgsql;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Postgres;

public sealed partial class PostgresStore
{
    /// <summary>How many leases one statement renews.</summary>
    private const int RenewalsPerStatement = 2_000;

    /// <inheritdoc/>
    public async ValueTask<LeaseGrant?> TryAcquireAsync(ClusterName cluster, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);

        // Those who wait for a lease ask often: while another holds it, nothing is locked and nothing is written.
        bool held = await _session.RunAsync((connection, token) => IsHeldByAnotherAsync(connection, cluster, owner, token), cancellationToken).ConfigureAwait(false);
        return held ? null : await _session.TransactAsync((connection, token) => AcquireAsync(connection, cluster, owner, duration, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlySet<ClusterName>> RenewAsync(IReadOnlyCollection<LeaseGrant> grants, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grants);
        var renewed = new SortedSet<ClusterName>();
        if (grants.Count == 0)
        {
            return renewed;
        }

        await _session.RunAsync(
            async (connection, token) =>
            {
                foreach (LeaseGrant[] some in grants.Chunk(RenewalsPerStatement))
                {
                    renewed.UnionWith(await RenewAsync(connection, some, token).ConfigureAwait(false));
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return renewed;
    }

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(LeaseGrant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        await _session.RunAsync(
            (connection, token) => PostgresSession.ExecuteAsync(connection, "DELETE FROM leases WHERE cluster = $1 AND epoch = $2", token, grant.Cluster.Value, grant.Epoch.Value),
            cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<LeaseGrant?> AcquireAsync(NpgsqlConnection connection, ClusterName cluster, string owner, TimeSpan duration, CancellationToken token)
    {
        JournalHead head = await LockAsync(connection, cluster, token).ConfigureAwait(false);
        if (await IsHeldByAnotherAsync(connection, cluster, owner, token).ConfigureAwait(false))
        {
            return null;
        }

        List<TimeSpan?> expired = await PostgresSession.QueryAsync<TimeSpan?>(
            connection,
            "SELECT (EXTRACT(EPOCH FROM clock_timestamp() - expires) * 1000000)::bigint FROM leases WHERE cluster = $1",
            static row => TimeSpan.FromMicroseconds(row.GetInt64(0)), token, cluster.Value).ConfigureAwait(false);

        // The same owner asking again may be a restarted process of the same name: the epoch grows all the same.
        Epoch epoch = head.Epoch.Next;
        await PostgresSession.ExecuteAsync(
            connection,
            """
            WITH head AS (UPDATE clusters SET epoch = $3 WHERE cluster = $1)
            INSERT INTO leases (cluster, owner, epoch, expires) VALUES ($1, $2, $3, clock_timestamp() + $4 * interval '1 microsecond')
            ON CONFLICT (cluster) DO UPDATE SET owner = excluded.owner, epoch = excluded.epoch, expires = excluded.expires
            """,
            token, cluster.Value, owner, epoch.Value, Microseconds(duration)).ConfigureAwait(false);
        return new LeaseGrant(cluster, owner, epoch, duration) { SincePreviousExpired = expired.FirstOrDefault() };
    }

    private static async ValueTask<IEnumerable<ClusterName>> RenewAsync(NpgsqlConnection connection, LeaseGrant[] grants, CancellationToken token) =>
        await PostgresSession.QueryAsync(
            connection,
            """
            UPDATE leases SET expires = clock_timestamp() + g.duration * interval '1 microsecond'
            FROM unnest($1, $2, $3) AS g (cluster, epoch, duration)
            WHERE leases.cluster = g.cluster AND leases.epoch = g.epoch AND leases.expires > clock_timestamp()
            RETURNING leases.cluster
            """,
            static row => new ClusterName(row.GetString(0)), token,
            Array.ConvertAll(grants, g => g.Cluster.Value), Array.ConvertAll(grants, g => g.Epoch.Value), Array.ConvertAll(grants, g => Microseconds(g.Duration))).ConfigureAwait(false);

    private static async ValueTask<bool> IsHeldByAnotherAsync(NpgsqlConnection connection, ClusterName cluster, string owner, CancellationToken token) =>
        (await PostgresSession.QueryAsync(
            connection, "SELECT 1 FROM leases WHERE cluster = $1 AND owner <> $2 AND expires > clock_timestamp()", static row => row.GetInt32(0), token, cluster.Value, owner).ConfigureAwait(false)).Count > 0;

    private static long Microseconds(TimeSpan duration) => duration.Ticks / TimeSpan.TicksPerMicrosecond;
}
