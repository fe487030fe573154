using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite;

public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<HostPresence>> BeatAsync(string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_session.Write(s => Beat(s, owner, duration)));
    }

    /// <inheritdoc/>
    public ValueTask LeaveAsync(string owner, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        cancellationToken.ThrowIfCancellationRequested();
        _session.Write(s => s.Execute("DELETE FROM hosts WHERE owner = $1", owner));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryBeginSwitchAsync(LeaseGrant grant, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_session.Write(s =>
        {
            CheckHolds(s, grant);
            return s.Number("SELECT count(*) FROM switching WHERE cluster = $1", grant.Cluster.Value) > 0
                || (s.Number("SELECT count(*) FROM switching") < limit && s.Execute("INSERT INTO switching (cluster) VALUES ($1)", grant.Cluster.Value) == 1);
        }));
    }

    /// <inheritdoc/>
    public ValueTask EndSwitchAsync(LeaseGrant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        cancellationToken.ThrowIfCancellationRequested();
        _session.Write(s =>
        {
            CheckHolds(s, grant);
            return s.Execute("DELETE FROM switching WHERE cluster = $1", grant.Cluster.Value);
        });
        return ValueTask.CompletedTask;
    }

    private IReadOnlyList<HostPresence> Beat(SqliteSession s, string owner, TimeSpan duration)
    {
        long now = Now;
        s.Execute(
            """
            INSERT INTO hosts (owner, beat, duration, beats) VALUES ($1, $2, $3, 0)
            ON CONFLICT DO UPDATE SET beat = excluded.beat, duration = excluded.duration, beats = beats + 1
            """,
            owner, now, duration.Ticks);
        List<(string Owner, bool Alive)> hosts = s.Query(
            "SELECT owner, beat, duration, beats FROM hosts",
            row => (row.GetString(0), IsInForce($"host {row.GetString(0)}", now, row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))));
        foreach ((string gone, _) in hosts.Where(static h => !h.Alive))
        {
            s.Execute("DELETE FROM hosts WHERE owner = $1", gone);
        }

        Dictionary<string, int> held = s.Query(
            "SELECT owner, count(*) FROM leases WHERE $1 - renewed < duration GROUP BY owner", static row => (Owner: row.GetString(0), Clusters: (int)row.GetInt64(1)), now)
            .ToDictionary(h => h.Owner, h => h.Clusters, StringComparer.Ordinal);
        return [.. hosts.Where(static h => h.Alive).OrderBy(static h => h.Owner, StringComparer.Ordinal).Select(h => new HostPresence(h.Owner, held.GetValueOrDefault(h.Owner)))];
    }
}
