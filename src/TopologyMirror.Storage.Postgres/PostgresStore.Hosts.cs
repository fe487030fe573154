using Npgsql;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Postgres;

public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<HostPresence>> BeatAsync(string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return _session.RunAsync(
            async (connection, token) =>
            {
                await PostgresSession.ExecuteAsync(
                    connection,
                    """
                    INSERT INTO hosts (owner, expires) VALUES ($1, clock_timestamp() + $2 * interval '1 microsecond')
                    ON CONFLICT (owner) DO UPDATE SET expires = excluded.expires
                    """,
                    token, owner, Microseconds(duration)).ConfigureAwait(false);
                await PostgresSession.ExecuteAsync(
                    connection, "DELETE FROM hosts WHERE owner IN (SELECT owner FROM hosts WHERE expires <= clock_timestamp() ORDER BY owner FOR UPDATE SKIP LOCKED)", token).ConfigureAwait(false);
                List<HostPresence> hosts = await PostgresSession.QueryAsync(
                    connection,
                    """
                    SELECT h.owner, count(l.cluster)::int FROM hosts h LEFT JOIN leases l ON l.owner = h.owner AND l.expires > clock_timestamp()
                    WHERE h.expires > clock_timestamp() OR h.owner = $1 GROUP BY h.owner
                    """,
                    static row => new HostPresence(row.GetString(0), row.GetInt32(1)), token, owner).ConfigureAwait(false);
                return (IReadOnlyList<HostPresence>)[.. hosts.OrderBy(static h => h.Owner, StringComparer.Ordinal)];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask LeaveAsync(string owner, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        await _session.RunAsync((connection, token) => PostgresSession.ExecuteAsync(connection, "DELETE FROM hosts WHERE owner = $1", token, owner), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryBeginSwitchAsync(LeaseGrant grant, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _session.TransactAsync(
            async (connection, token) =>
            {
                await LockSwitchingAsync(connection, grant, token).ConfigureAwait(false);
                return (await PostgresSession.QueryAsync(
                    connection,
                    """
                    WITH added AS (
                        INSERT INTO switching (cluster) SELECT $1 WHERE (SELECT count(*) FROM switching) < $2 ON CONFLICT (cluster) DO NOTHING RETURNING 1)
                    SELECT EXISTS (SELECT FROM added) OR EXISTS (SELECT FROM switching WHERE cluster = $1)
                    """,
                    static row => row.GetBoolean(0), token, grant.Cluster.Value, limit).ConfigureAwait(false))[0];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask EndSwitchAsync(LeaseGrant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        await _session.TransactAsync(
            async (connection, token) =>
            {
                await LockSwitchingAsync(connection, grant, token).ConfigureAwait(false);
                return await PostgresSession.ExecuteAsync(connection, "DELETE FROM switching WHERE cluster = $1", token, grant.Cluster.Value).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Locks out all others who begin or end a switch, and whoever would take the cluster; then looks whether the lease holds.</summary>
    private static async ValueTask LockSwitchingAsync(NpgsqlConnection connection, LeaseGrant grant, CancellationToken token)
    {
        await PostgresSession.ExecuteAsync(connection, "LOCK TABLE switching IN SHARE ROW EXCLUSIVE MODE", token).ConfigureAwait(false);
        JournalHead head = await HeadAsync(connection, grant.Cluster, " FOR UPDATE", token).ConfigureAwait(false);
        List<int> held = await PostgresSession.QueryAsync(
            connection, "SELECT 1 FROM leases WHERE cluster = $1 AND epoch = $2 AND expires > clock_timestamp()", static row => row.GetInt32(0), token, grant.Cluster.Value, grant.Epoch.Value).ConfigureAwait(false);
        if (held.Count == 0)
        {
            throw new StaleEpochException(grant.Cluster, grant.Epoch, head.Epoch);
        }
    }
}
