using TopologyMirror.Durability;

namespace TopologyMirror.Simulation;

/// <summary>The world's store as its controllers reach it: with whatever faults are switched on. Without one it is the store itself.</summary>
internal sealed partial class SimulatedMirrorStore(SimulationWorld world) : IMirrorStore
{
    private InMemoryStore Inner => world.Store;

    public ValueTask<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken) =>
        CallAsync(record.Cluster, "Append", () => Append(record, cancellationToken), cancellationToken);

    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(ClusterName cluster, long after, CancellationToken cancellationToken) =>
        CallAsync(cluster, "Read", () => Read(cluster, after, cancellationToken), cancellationToken);

    public ValueTask<long> FindCheckpointAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        CallAsync(cluster, "FindCheckpoint", () => Inner.FindCheckpointAsync(cluster, cancellationToken), cancellationToken);

    public ValueTask<int> CompactAsync(ClusterName cluster, Epoch epoch, long checkpoint, CancellationToken cancellationToken) =>
        CallAsync(cluster, "Compact", () => Inner.CompactAsync(cluster, epoch, checkpoint, cancellationToken), cancellationToken);

    public ValueTask<byte[]?> TryReadAsync(ClusterName cluster, string key, CancellationToken cancellationToken) =>
        CallAsync(cluster, "TryRead", () => Inner.TryReadAsync(cluster, key, cancellationToken), cancellationToken);

    public async ValueTask WriteAsync(ClusterName cluster, string key, byte[] value, CancellationToken cancellationToken) =>
        await CallAsync(cluster, "Write", () => Write(cluster, key, value, cancellationToken), cancellationToken).ConfigureAwait(false);

    private ValueTask<long> Append(JournalRecord record, CancellationToken cancellationToken)
    {
        SimulatedTrouble trouble = world.Cluster(record.Cluster).Trouble;
        trouble.RefuseWrite();
        return trouble.Loses(record)
            ? ValueTask.FromResult(world.Store.Read(record.Cluster, 0)[^1].Sequence + 1)
            : Inner.AppendAsync(record, cancellationToken);
    }

    private async ValueTask<IReadOnlyList<JournalRecord>> Read(ClusterName cluster, long after, CancellationToken cancellationToken) =>
        world.Cluster(cluster).Trouble.Read(await Inner.ReadAsync(cluster, after, cancellationToken).ConfigureAwait(false));

    private async ValueTask<bool> Write(ClusterName cluster, string key, byte[] value, CancellationToken cancellationToken)
    {
        world.Cluster(cluster).Trouble.RefuseWrite();
        await Inner.WriteAsync(cluster, key, value, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private ValueTask<T> CallAsync<T>(ClusterName cluster, string call, Func<ValueTask<T>> act, CancellationToken cancellationToken)
    {
        if (world.Faults.On.Count == 0)
        {
            return act();
        }

        SimulatedTrouble trouble = world.Cluster(cluster).Trouble;
        trouble.Look();
        return trouble.IsStoreAway(call, out string reason) is { } wait ? FailAsync<T>(wait, reason, cancellationToken) : act();
    }

    private async ValueTask<T> FailAsync<T>(TimeSpan after, string reason, CancellationToken cancellationToken)
    {
        await Internal.VirtualDelay.WaitAsync(world.Time, after, cancellationToken).ConfigureAwait(false);
        throw new SimulationException(reason);
    }
}
