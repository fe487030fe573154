using TopologyMirror.Durability;

namespace TopologyMirror.Tests.Data;

/// <summary>A journal whose process dies once, before or after a record that a test picks.</summary>
internal sealed class CrashingJournal(InMemoryStore store) : IOperationJournal
{
    /// <summary>The record to die at; null for none. Dies once.</summary>
    public Func<JournalRecord, bool>? At { get; set; }

    public Action<JournalRecord>? OnAppended { get; set; }

    public bool IsBeforeTheRecord { get; set; }

    public int Appended { get; private set; }

    public int Crashes { get; private set; }

    public async ValueTask<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken)
    {
        Appended++;
        bool dies = At?.Invoke(record) == true;
        if (dies)
        {
            At = null;
            Crashes++;
        }

        if (dies && IsBeforeTheRecord)
        {
            throw new CrashException();
        }

        long sequence = await store.AppendAsync(record, cancellationToken);
        OnAppended?.Invoke(record);
        return dies ? throw new CrashException() : sequence;
    }

    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(ClusterName cluster, long after, CancellationToken cancellationToken) =>
        store.ReadAsync(cluster, after, cancellationToken);

    public ValueTask<long> FindCheckpointAsync(ClusterName cluster, CancellationToken cancellationToken) => store.FindCheckpointAsync(cluster, cancellationToken);

    public ValueTask<int> CompactAsync(ClusterName cluster, Epoch epoch, long checkpoint, CancellationToken cancellationToken) =>
        store.CompactAsync(cluster, epoch, checkpoint, cancellationToken);
}
