using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;

namespace TopologyMirror.Tests.Simulation;

/// <summary>One life of a controller: its journal dies with it, and so does what it had running in the background.</summary>
internal sealed class EverythingProcess(InMemoryStore store, ISyntheticLoad load, Func<JournalRecord, bool> dies, Func<bool> before) : IOperationJournal, ISyntheticLoad, IDisposable
{
    private readonly CancellationTokenSource _life = new();

    public MirrorPipeline? Pipeline { get; set; }

    public CancellationToken Life => _life.IsCancellationRequested ? new CancellationToken(canceled: true) : _life.Token;

    string ISyntheticLoad.Name => load.Name;

    bool ISyntheticLoad.IsMeasured => load.IsMeasured;

    public async ValueTask<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken)
    {
        if (!dies(record))
        {
            return await store.AppendAsync(record, cancellationToken);
        }

        if (!before())
        {
            await store.AppendAsync(record, cancellationToken);
        }

        EndLife();
        throw new EverythingCrashException();
    }

    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(ClusterName cluster, long after, CancellationToken cancellationToken) =>
        store.ReadAsync(cluster, after, cancellationToken);

    public ValueTask<long> FindCheckpointAsync(ClusterName cluster, CancellationToken cancellationToken) => store.FindCheckpointAsync(cluster, cancellationToken);

    public ValueTask<int> CompactAsync(ClusterName cluster, Epoch epoch, long checkpoint, CancellationToken cancellationToken) =>
        store.CompactAsync(cluster, epoch, checkpoint, cancellationToken);

    async ValueTask<SyntheticLoadResult> ISyntheticLoad.OfferAsync(SyntheticLoadArguments arguments, CancellationToken cancellationToken)
    {
        using var alive = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Life);
        return await load.OfferAsync(arguments, alive.Token);
    }

    /// <summary>Here and now: what is cancelled elsewhere leaves the world's thread.</summary>
    private void EndLife() => _life.Cancel();

    public void Dispose() => _life.Dispose();
}
