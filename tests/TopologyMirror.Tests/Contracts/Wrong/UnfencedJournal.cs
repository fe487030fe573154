using TopologyMirror.Durability;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Writes whatever the epoch, and numbers over all clusters.</summary>
internal sealed class UnfencedJournal : IOperationJournal
{
    private readonly Lock _gate = new();
    private readonly List<JournalRecord> _records = [];

    public ValueTask<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _records.Add(record with { Sequence = _records.Count + 1 });
            return ValueTask.FromResult((long)_records.Count);
        }
    }

    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(ClusterName cluster, long after, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<JournalRecord>>([.. _records.Where(r => r.Cluster == cluster && r.Sequence > after)]);
        }
    }

    public ValueTask<long> FindCheckpointAsync(ClusterName cluster, CancellationToken cancellationToken) => ValueTask.FromResult(0L);

    public ValueTask<int> CompactAsync(ClusterName cluster, Epoch epoch, long checkpoint, CancellationToken cancellationToken) => ValueTask.FromResult(0);
}
