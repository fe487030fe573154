using TopologyMirror.Durability;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Does not care for broken glass, and removes nothing when it is compacted.</summary>
internal sealed class LenientJournal(InMemoryStore inner) : IOperationJournal
{
    public async ValueTask<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken)
    {
        await inner.MendGlassAsync(record.Cluster, cancellationToken);
        return await inner.AppendAsync(record, cancellationToken);
    }

    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(ClusterName cluster, long after, CancellationToken cancellationToken) =>
        inner.ReadAsync(cluster, after, cancellationToken);

    public ValueTask<long> FindCheckpointAsync(ClusterName cluster, CancellationToken cancellationToken) => inner.FindCheckpointAsync(cluster, cancellationToken);

    public ValueTask<int> CompactAsync(ClusterName cluster, Epoch epoch, long checkpoint, CancellationToken cancellationToken) => ValueTask.FromResult(2);
}
