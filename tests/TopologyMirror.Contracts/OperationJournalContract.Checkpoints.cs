using TopologyMirror.Durability;

namespace TopologyMirror.Contracts;

public static partial class OperationJournalContract
{
    private static async Task FindCheckpointAsync_None_IsZero(IStoreFixture f, CancellationToken token)
    {
        Expect.Equal(0, await f.Journal.FindCheckpointAsync(f.Cluster, token));
        await f.Journal.AppendAsync(Record(f, 1), token);
        Expect.Equal(0, await f.Journal.FindCheckpointAsync(f.Cluster, token));
    }

    private static async Task FindCheckpointAsync_Several_GivesTheNewest(IStoreFixture f, CancellationToken token)
    {
        await CheckpointedAsync(f, token);
        Expect.Equal(5, await f.Journal.FindCheckpointAsync(f.Cluster, token));
        Expect.Equal(0, await f.Journal.FindCheckpointAsync(f.OtherCluster, token));
    }

    private static async Task CompactAsync_Checkpoint_BecomesTheFirst(IStoreFixture f, CancellationToken token)
    {
        IReadOnlyList<JournalRecord> before = await CheckpointedAsync(f, token);
        Expect.Equal(2, await f.Journal.CompactAsync(f.Cluster, Effects.Current, 3, token));
        Expect.SameItems(before.Skip(2), await f.Journal.ReadAsync(f.Cluster, 0, token));
        Expect.SameItems(before.Skip(5), await f.Journal.ReadAsync(f.Cluster, 5, token));
        Expect.Equal(5, await f.Journal.FindCheckpointAsync(f.Cluster, token));
        Expect.Equal(2, await f.Journal.CompactAsync(f.Cluster, Effects.Current, 5, token));
        Expect.SameItems(before.Skip(4), await f.Journal.ReadAsync(f.Cluster, 0, token));
    }

    private static async Task CompactAsync_Again_RemovesNothing(IStoreFixture f, CancellationToken token)
    {
        await CheckpointedAsync(f, token);
        await f.Journal.CompactAsync(f.Cluster, Effects.Current, 5, token);
        Expect.Equal(0, await f.Journal.CompactAsync(f.Cluster, Effects.Current, 5, token));
    }

    private static async Task CompactAsync_ThenAppend_GoesOnNumbering(IStoreFixture f, CancellationToken token)
    {
        await CheckpointedAsync(f, token);
        await f.Journal.CompactAsync(f.Cluster, Effects.Current, 5, token);
        Expect.Equal(7, await f.Journal.AppendAsync(Record(f, 7), token));
        Expect.SameItems([5L, 6, 7], (await f.Journal.ReadAsync(f.Cluster, 0, token)).Select(r => r.Sequence));
    }

    private static async Task CompactAsync_NoCheckpoint_IsRefused(IStoreFixture f, CancellationToken token)
    {
        IReadOnlyList<JournalRecord> before = await CheckpointedAsync(f, token);
        foreach (long sequence in (long[])[0, 4, 99])
        {
            await Expect.ThrowsAsync<ArgumentException>(
                async () => await f.Journal.CompactAsync(f.Cluster, Effects.Current, sequence, token), $"Compacting to {sequence}, which is no checkpoint,");
        }

        Expect.SameItems(before, await f.Journal.ReadAsync(f.Cluster, 0, token));
    }

    private static async Task CompactAsync_LowerEpoch_IsRefused(IStoreFixture f, CancellationToken token)
    {
        IReadOnlyList<JournalRecord> before = await CheckpointedAsync(f, token);
        await Expect.ThrowsAsync<StaleEpochException>(
            async () => await f.Journal.CompactAsync(f.Cluster, Effects.Stale, 5, token), "Compacting under a lower epoch");
        Expect.SameItems(before, await f.Journal.ReadAsync(f.Cluster, 0, token));
    }

    private static async Task AppendAsync_AfterALease_IsFencedByIt(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant first = await GrantedAsync(f, "a", token);
        await f.Journal.AppendAsync(Record(f, 1) with { Epoch = first.Epoch }, token);
        await f.Leases.ReleaseAsync(first, token);
        LeaseGrant second = await GrantedAsync(f, "b", token);
        await Expect.ThrowsAsync<StaleEpochException>(
            async () => await f.Journal.AppendAsync(Record(f, 2) with { Epoch = first.Epoch }, token), "A record of an owner whose lease has passed to another");
        Expect.Equal(2, await f.Journal.AppendAsync(Record(f, 2) with { Epoch = second.Epoch }, token));
    }

    private static async Task TryAcquireAsync_AfterARecord_GrantsAHigherEpoch(IStoreFixture f, CancellationToken token)
    {
        await f.Journal.AppendAsync(Record(f, 1) with { Epoch = new Epoch(7) }, token);
        LeaseGrant grant = await GrantedAsync(f, "a", token);
        Expect.That(grant.Epoch > new Epoch(7), $"The journal was written under epoch 7, and a lease was granted under epoch {grant.Epoch}.");
    }

    private static async Task AppendAsync_GlassBroken_RefusesRunsAndIntentsOnly(IStoreFixture f, CancellationToken token)
    {
        var glass = new BrokenGlass(f.Cluster, "ann", "fire", WholeMilliseconds(f.Time.GetUtcNow()));
        await f.Commands.BreakGlassAsync(glass, token);
        foreach (JournalRecordKind kind in Enum.GetValues<JournalRecordKind>())
        {
            if (kind is JournalRecordKind.Opened or JournalRecordKind.Intent)
            {
                BreakGlassException refusal = await Expect.ThrowsAsync<BreakGlassException>(
                    async () => await f.Journal.AppendAsync(Record(f, 1) with { Kind = kind }, token), $"A record {kind} behind broken glass");
                Expect.Equal(glass, refusal.Glass);
            }
            else
            {
                await f.Journal.AppendAsync(Record(f, 1) with { Kind = kind }, token);
            }
        }

        Expect.Equal(Enum.GetValues<JournalRecordKind>().Length - 2, (await f.Journal.ReadAsync(f.Cluster, 0, token)).Count);
        await f.Journal.AppendAsync(Record(f, 1) with { Cluster = f.OtherCluster }, token);
    }

    private static async Task AppendAsync_GlassMended_IsWritten(IStoreFixture f, CancellationToken token)
    {
        await f.Commands.BreakGlassAsync(new BrokenGlass(f.Cluster, "ann", "fire", f.Time.GetUtcNow()), token);
        await f.Commands.MendGlassAsync(f.Cluster, token);
        Expect.Equal(1, await f.Journal.AppendAsync(Record(f, 1), token));
    }

    private static async Task ReadAsync_CompactedAndReopened_IsAsWritten(IStoreFixture f, CancellationToken token)
    {
        IReadOnlyList<JournalRecord> before = await CheckpointedAsync(f, token);
        await f.Journal.CompactAsync(f.Cluster, Effects.Current, 5, token);
        await f.ReopenAsync(token);
        Expect.SameItems(before.Skip(4), await f.Journal.ReadAsync(f.Cluster, 0, token));
        Expect.Equal(7, await f.Journal.AppendAsync(Record(f, 7), token));
        Expect.Equal(3, (await f.Journal.ReadAsync(f.Cluster, 0, token)).Count);
    }

    /// <summary>Six records, of which the third and the fifth are checkpoints.</summary>
    private static async Task<IReadOnlyList<JournalRecord>> CheckpointedAsync(IStoreFixture f, CancellationToken token)
    {
        for (int i = 1; i <= 6; i++)
        {
            await f.Journal.AppendAsync(Record(f, i) with { Kind = i is 3 or 5 ? JournalRecordKind.Checkpoint : JournalRecordKind.Result }, token);
        }

        return await f.Journal.ReadAsync(f.Cluster, 0, token);
    }

    private static async Task<LeaseGrant> GrantedAsync(IStoreFixture f, string owner, CancellationToken token) =>
        await f.Leases.TryAcquireAsync(f.Cluster, owner, f.LeaseDuration, token)
        ?? throw new ContractViolationException($"'{owner}' was refused a lease that is free.");
}
