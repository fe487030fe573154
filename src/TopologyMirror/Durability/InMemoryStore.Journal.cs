namespace TopologyMirror.Durability;

public sealed partial class InMemoryStore
{
    private readonly Dictionary<ClusterName, List<JournalRecord>> _records = [];

    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            CheckEpoch(record.Cluster, record.Epoch);
            if (record.Kind is JournalRecordKind.Opened or JournalRecordKind.Intent && _glass.TryGetValue(record.Cluster, out BrokenGlass? glass))
            {
                throw new BreakGlassException(glass);
            }

            _epochs[record.Cluster] = record.Epoch;
            if (!_records.TryGetValue(record.Cluster, out List<JournalRecord>? records))
            {
                _records[record.Cluster] = records = [];
            }

            long sequence = records.Count == 0 ? 1 : records[^1].Sequence + 1;
            records.Add(record with { Sequence = sequence });
            return ValueTask.FromResult(sequence);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(ClusterName cluster, long after, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(cluster, after));
    }

    /// <summary>Reads a cluster's records in order, without waiting.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="after">Only records with a higher sequence; 0 for all.</param>
    public IReadOnlyList<JournalRecord> Read(ClusterName cluster, long after)
    {
        lock (_gate)
        {
            if (!_records.TryGetValue(cluster, out List<JournalRecord>? records) || after >= records[^1].Sequence)
            {
                return [];
            }

            int first = (int)Math.Max(after + 1 - records[0].Sequence, 0);
            return records.GetRange(first, records.Count - first);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> FindCheckpointAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            JournalRecord? newest = _records.TryGetValue(cluster, out List<JournalRecord>? records)
                ? records.FindLast(static r => r.Kind == JournalRecordKind.Checkpoint)
                : null;
            return ValueTask.FromResult(newest?.Sequence ?? 0);
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> CompactAsync(ClusterName cluster, Epoch epoch, long checkpoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            CheckEpoch(cluster, epoch);
            int index = _records.TryGetValue(cluster, out List<JournalRecord>? records)
                ? records.FindIndex(r => r.Sequence == checkpoint && r.Kind == JournalRecordKind.Checkpoint)
                : -1;
            if (index < 0)
            {
                throw new ArgumentException($"The journal of cluster '{cluster}' has no checkpoint {checkpoint}.", nameof(checkpoint));
            }

            records!.RemoveRange(0, index);
            return ValueTask.FromResult(index);
        }
    }

    private void CheckEpoch(ClusterName cluster, Epoch epoch)
    {
        Epoch current = _epochs.GetValueOrDefault(cluster);
        if (epoch < current)
        {
            throw new StaleEpochException(cluster, epoch, current);
        }
    }
}
