using System.Data;
using Npgsql;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Postgres;

public sealed partial class PostgresStore
{
    private const string HeadColumns = "epoch, sequence, seal, removed_sequence, removed_seal";

    /// <summary>
    /// Moves the head, if it is still the one that the record follows, and inserts the record: one statement, one transaction. A concurrent
    /// change of the row is waited for, and the conditions are looked at again on what it became.
    /// </summary>
    private const string AppendStatement =
        """
        WITH head AS (
            UPDATE clusters SET epoch = $5, sequence = $2, seal = $11
            WHERE cluster = $1 AND sequence = $2 - 1 AND seal = $12 AND epoch <= $5 AND NOT (broken AND $6 IN ('Opened', 'Intent'))
            RETURNING cluster)
        INSERT INTO records (cluster, sequence, format, time, epoch, kind, run, step, attempt, payload, seal)
        SELECT cluster, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM head
        """;

    /// <inheritdoc/>
    public async ValueTask<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (_heads.TryGetValue(record.Cluster, out JournalHead? head) && record.Epoch >= head.Epoch)
        {
            JournalHead? advanced = await _session.RunAsync((connection, token) => TryFollowAsync(connection, head, record, token), cancellationToken).ConfigureAwait(false);
            if (advanced is not null)
            {
                _heads[record.Cluster] = advanced;
                return advanced.Sequence;
            }
        }

        JournalHead written = await _session.TransactAsync((connection, token) => AppendAsync(connection, record, token), cancellationToken).ConfigureAwait(false);
        _heads[record.Cluster] = written;
        return written.Sequence;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(ClusterName cluster, long after, CancellationToken cancellationToken) =>
        _session.TransactAsync(
            IsolationLevel.RepeatableRead,
            async (connection, token) =>
            {
                JournalHead head = await HeadAsync(connection, cluster, string.Empty, token).ConfigureAwait(false);
                List<StoredRecord> stored = await PostgresSession.QueryAsync(
                    connection,
                    "SELECT sequence, format, time, epoch, kind, run, step, attempt, payload, seal FROM records WHERE cluster = $1 AND sequence >= $2 ORDER BY sequence",
                    ToRecord, token, cluster.Value, JournalChain.Anchor(head, after)).ConfigureAwait(false);
                return JournalChain.Verify(head, after, stored);
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> FindCheckpointAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        _session.RunAsync(
            async (connection, token) => (await PostgresSession.QueryAsync(
                connection, "SELECT coalesce(max(sequence), 0) FROM records WHERE cluster = $1 AND kind = 'Checkpoint'", static row => row.GetInt64(0), token, cluster.Value).ConfigureAwait(false))[0],
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> CompactAsync(ClusterName cluster, Epoch epoch, long checkpoint, CancellationToken cancellationToken) =>
        _session.TransactAsync(
            async (connection, token) =>
            {
                JournalHead head = await LockAsync(connection, cluster, token).ConfigureAwait(false);
                Check(head, epoch);
                List<(long Sequence, string Kind, byte[] Seal)> around = await PostgresSession.QueryAsync(
                    connection, "SELECT sequence, kind, seal FROM records WHERE cluster = $1 AND sequence BETWEEN $2 - 1 AND $2 ORDER BY sequence",
                    static row => (row.GetInt64(0), row.GetString(1), row.GetFieldValue<byte[]>(2)), token, cluster.Value, checkpoint).ConfigureAwait(false);
                if (around is not [.., (var found, nameof(JournalRecordKind.Checkpoint), _)] || found != checkpoint)
                {
                    throw new ArgumentException($"The journal of cluster '{cluster}' has no checkpoint {checkpoint}.", nameof(checkpoint));
                }

                if (checkpoint == head.RemovedSequence + 1)
                {
                    return 0;
                }

                if (around.Count < 2)
                {
                    throw new CorruptJournalException(checkpoint - 1, $"it is missing in the journal of cluster '{cluster}'");
                }

                int removed = await PostgresSession.ExecuteAsync(connection, "DELETE FROM records WHERE cluster = $1 AND sequence < $2", token, cluster.Value, checkpoint).ConfigureAwait(false);
                await PostgresSession.ExecuteAsync(
                    connection, "UPDATE clusters SET removed_sequence = $2, removed_seal = $3 WHERE cluster = $1", token, cluster.Value, checkpoint - 1, around[0].Seal).ConfigureAwait(false);
                return removed;
            },
            cancellationToken);

    private static async ValueTask<JournalHead> AppendAsync(NpgsqlConnection connection, JournalRecord record, CancellationToken token)
    {
        JournalHead head = await LockAsync(connection, record.Cluster, token).ConfigureAwait(false);
        Check(head, record.Epoch);
        if (record.Kind is JournalRecordKind.Opened or JournalRecordKind.Intent && await FindGlassAsync(connection, record.Cluster, token).ConfigureAwait(false) is { } glass)
        {
            throw new BreakGlassException(glass);
        }

        return await TryFollowAsync(connection, head, record, token).ConfigureAwait(false)
            ?? throw new CorruptJournalException(head.Sequence + 1, $"the head of cluster '{record.Cluster}' changed while it was locked");
    }

    private static async ValueTask<JournalHead?> TryFollowAsync(NpgsqlConnection connection, JournalHead head, JournalRecord record, CancellationToken token)
    {
        StoredRecord next = JournalChain.Follow(head, record);
        int written = await PostgresSession.ExecuteAsync(
            connection, AppendStatement, token,
            record.Cluster.Value, next.Sequence, next.FormatVersion, next.UtcTicks, next.Epoch.Value, next.Kind, next.Run.Value, next.Step, next.Attempt, next.Payload, next.Seal.ToArray(), head.Seal.ToArray()).ConfigureAwait(false);
        return written == 1 ? JournalChain.Advance(head, next) : null;
    }

    /// <summary>Makes the head's row where there is none, and locks it until the end of the transaction.</summary>
    private static async ValueTask<JournalHead> LockAsync(NpgsqlConnection connection, ClusterName cluster, CancellationToken token)
    {
        var empty = new JournalHead { Cluster = cluster };
        await PostgresSession.ExecuteAsync(
            connection, $"INSERT INTO clusters (cluster, {HeadColumns}, broken) VALUES ($1, 0, 0, $2, 0, $3, false) ON CONFLICT (cluster) DO NOTHING",
            token, cluster.Value, empty.Seal.ToArray(), empty.RemovedSeal.ToArray()).ConfigureAwait(false);
        return await HeadAsync(connection, cluster, " FOR UPDATE", token).ConfigureAwait(false);
    }

    private static async ValueTask<JournalHead> HeadAsync(NpgsqlConnection connection, ClusterName cluster, string locking, CancellationToken token) =>
        await PostgresSession.QueryAsync(
            connection, $"SELECT {HeadColumns} FROM clusters WHERE cluster = $1{locking}",
            row => new JournalHead
            {
                Cluster = cluster,
                Epoch = new Epoch(row.GetInt64(0)),
                Sequence = row.GetInt64(1),
                Seal = row.GetFieldValue<byte[]>(2),
                RemovedSequence = row.GetInt64(3),
                RemovedSeal = row.GetFieldValue<byte[]>(4),
            },
            token, cluster.Value).ConfigureAwait(false) is [var head] ? head : new JournalHead { Cluster = cluster };

    private static void Check(JournalHead head, Epoch epoch)
    {
        if (epoch < head.Epoch)
        {
            throw new StaleEpochException(head.Cluster, epoch, head.Epoch);
        }
    }

    private static StoredRecord ToRecord(NpgsqlDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        FormatVersion = row.GetInt32(1),
        UtcTicks = row.GetInt64(2),
        Epoch = new Epoch(row.GetInt64(3)),
        Kind = row.GetString(4),
        Run = new RunId(row.GetInt64(5)),
        Step = row.GetInt32(6),
        Attempt = row.GetInt32(7),
        Payload = row.GetString(8),
        Seal = row.GetFieldValue<byte[]>(9),
    };
}
