using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite;

public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_session.Write(s => Append(s, record)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(ClusterName cluster, long after, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_session.Read(s =>
        {
            JournalHead head = Head(s, cluster);
            List<StoredRecord> stored = s.Query(
                "SELECT sequence, format, time, epoch, kind, run, step, attempt, payload, seal FROM records WHERE cluster = $1 AND sequence >= $2 ORDER BY sequence",
                SqliteSchema.ToRecord, cluster.Value, JournalChain.Anchor(head, after));
            return JournalChain.Verify(head, after, stored);
        }));
    }

    /// <inheritdoc/>
    public ValueTask<long> FindCheckpointAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_session.Read(s => s.Number("SELECT max(sequence) FROM records WHERE cluster = $1 AND kind = 'Checkpoint'", cluster.Value)));
    }

    /// <inheritdoc/>
    public ValueTask<int> CompactAsync(ClusterName cluster, Epoch epoch, long checkpoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_session.Write(s => Compact(s, cluster, epoch, checkpoint)));
    }

    private static long Append(SqliteSession s, JournalRecord record)
    {
        JournalHead head = CheckEpoch(s, record.Cluster, record.Epoch);
        if (record.Kind is JournalRecordKind.Opened or JournalRecordKind.Intent && FindGlass(s, record.Cluster) is { } glass)
        {
            throw new BreakGlassException(glass);
        }

        StoredRecord next = JournalChain.Follow(head, record);
        s.Execute(
            """
            INSERT INTO records (cluster, sequence, format, time, epoch, kind, run, step, attempt, payload, seal)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            record.Cluster.Value, next.Sequence, next.FormatVersion, next.UtcTicks, next.Epoch.Value, next.Kind, next.Run.Value, next.Step, next.Attempt, next.Payload, next.Seal.ToArray());
        Keep(s, JournalChain.Advance(head, next));
        return next.Sequence;
    }

    private static int Compact(SqliteSession s, ClusterName cluster, Epoch epoch, long checkpoint)
    {
        JournalHead head = CheckEpoch(s, cluster, epoch);
        if (s.Number("SELECT count(*) FROM records WHERE cluster = $1 AND sequence = $2 AND kind = 'Checkpoint'", cluster.Value, checkpoint) == 0)
        {
            throw new ArgumentException($"The journal of cluster '{cluster}' has no checkpoint {checkpoint}.", nameof(checkpoint));
        }

        if (checkpoint == head.RemovedSequence + 1)
        {
            return 0;
        }

        if (s.Query("SELECT seal FROM records WHERE cluster = $1 AND sequence = $2", static row => row.GetFieldValue<byte[]>(0), cluster.Value, checkpoint - 1) is not [var seal])
        {
            throw new CorruptJournalException(checkpoint - 1, $"it is missing in the journal of cluster '{cluster}'");
        }

        int removed = s.Execute("DELETE FROM records WHERE cluster = $1 AND sequence < $2", cluster.Value, checkpoint);
        Keep(s, head with { RemovedSequence = checkpoint - 1, RemovedSeal = seal });
        return removed;
    }

    private static JournalHead CheckEpoch(SqliteSession s, ClusterName cluster, Epoch epoch)
    {
        JournalHead head = Head(s, cluster);
        return epoch < head.Epoch ? throw new StaleEpochException(cluster, epoch, head.Epoch) : head;
    }

    private static JournalHead Head(SqliteSession s, ClusterName cluster) =>
        s.Query(
            "SELECT epoch, sequence, seal, removed_sequence, removed_seal FROM clusters WHERE cluster = $1",
            row => new JournalHead
            {
                Cluster = cluster,
                Epoch = new Epoch(row.GetInt64(0)),
                Sequence = row.GetInt64(1),
                Seal = row.GetFieldValue<byte[]>(2),
                RemovedSequence = row.GetInt64(3),
                RemovedSeal = row.GetFieldValue<byte[]>(4),
            },
            cluster.Value) is [var head] ? head : new JournalHead { Cluster = cluster };

    private static void Keep(SqliteSession s, JournalHead head) =>
        s.Execute(
            """
            INSERT INTO clusters (cluster, epoch, sequence, seal, removed_sequence, removed_seal) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT DO UPDATE SET epoch = excluded.epoch, sequence = excluded.sequence, seal = excluded.seal,
                removed_sequence = excluded.removed_sequence, removed_seal = excluded.removed_seal
            """,
            head.Cluster.Value, head.Epoch.Value, head.Sequence, head.Seal.ToArray(), head.RemovedSequence, head.RemovedSeal.ToArray());
}
