using TopologyMirror.Durability;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="IOperationJournal"/> must do.</summary>
public static partial class OperationJournalContract
{
    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    /// <param name="isDurable">True when what was written is there after the store was opened anew.</param>
    public static ContractSuite For(FixtureScope<IStoreFixture> scope, bool isDurable) =>
        new SuiteBuilder<IStoreFixture>(nameof(IOperationJournal), scope)
            .Add(AppendAsync_Several_AreNumberedFromOne)
            .Add(AppendAsync_SequenceSet_IsIgnored)
            .Add(AppendAsync_OtherCluster_HasNumbersOfItsOwn)
            .Add(AppendAsync_ManyAtOnce_KeepsAll)
            .Add(AppendAsync_LowerEpoch_IsRefusedAndNotWritten)
            .Add(AppendAsync_SameOrHigherEpoch_IsWritten)
            .Add(AppendAsync_LowerEpochOfAnotherCluster_IsWritten)
            .Add(ReadAsync_NothingWritten_IsEmpty)
            .Add(ReadAsync_EveryKind_IsAsWritten)
            .Add(ReadAsync_After_GivesTheLaterOnes)
            .Add(FindCheckpointAsync_None_IsZero)
            .Add(FindCheckpointAsync_Several_GivesTheNewest)
            .Add(CompactAsync_Checkpoint_BecomesTheFirst)
            .Add(CompactAsync_Again_RemovesNothing)
            .Add(CompactAsync_ThenAppend_GoesOnNumbering)
            .Add(CompactAsync_NoCheckpoint_IsRefused)
            .Add(CompactAsync_LowerEpoch_IsRefused)
            .Add(AppendAsync_AfterALease_IsFencedByIt)
            .Add(TryAcquireAsync_AfterARecord_GrantsAHigherEpoch)
            .Add(AppendAsync_GlassBroken_RefusesRunsAndIntentsOnly)
            .Add(AppendAsync_GlassMended_IsWritten)
            .AddWhen(isDurable, ReadAsync_Reopened_IsAsWritten)
            .AddWhen(isDurable, ReadAsync_CompactedAndReopened_IsAsWritten)
            .AddWhen(isDurable, AppendAsync_Reopened_KeepsSequenceAndFence)
            .Build();

    private static async Task AppendAsync_Several_AreNumberedFromOne(IStoreFixture f, CancellationToken token)
    {
        for (int i = 1; i <= 5; i++)
        {
            Expect.Equal(i, await f.Journal.AppendAsync(Record(f, i), token));
        }

        IReadOnlyList<JournalRecord> read = await f.Journal.ReadAsync(f.Cluster, 0, token);
        Expect.SameItems([1L, 2, 3, 4, 5], read.Select(r => r.Sequence));
    }

    private static async Task AppendAsync_SequenceSet_IsIgnored(IStoreFixture f, CancellationToken token) =>
        Expect.Equal(1, await f.Journal.AppendAsync(Record(f, 1) with { Sequence = 77 }, token));

    private static async Task AppendAsync_OtherCluster_HasNumbersOfItsOwn(IStoreFixture f, CancellationToken token)
    {
        await f.Journal.AppendAsync(Record(f, 1), token);
        Expect.Equal(1, await f.Journal.AppendAsync(Record(f, 2) with { Cluster = f.OtherCluster }, token));
        Expect.Equal(1, (await f.Journal.ReadAsync(f.Cluster, 0, token)).Count);
        Expect.Equal(1, (await f.Journal.ReadAsync(f.OtherCluster, 0, token)).Count);
    }

    private static async Task AppendAsync_ManyAtOnce_KeepsAll(IStoreFixture f, CancellationToken token)
    {
        long[] sequences = await Task.WhenAll(
            Enumerable.Range(1, 16).Select(i => Task.Run(() => f.Journal.AppendAsync(Record(f, i), token).AsTask(), token)));
        Expect.SameItems(Enumerable.Range(1, 16).Select(i => (long)i), sequences.Order());
        IReadOnlyList<JournalRecord> read = await f.Journal.ReadAsync(f.Cluster, 0, token);
        Expect.SameItems(Enumerable.Range(1, 16), read.Select(r => r.Step).Order());
        Expect.SameItems(Enumerable.Range(1, 16).Select(i => (long)i), read.Select(r => r.Sequence));
    }

    private static async Task AppendAsync_LowerEpoch_IsRefusedAndNotWritten(IStoreFixture f, CancellationToken token)
    {
        await f.Journal.AppendAsync(Record(f, 1), token);
        StaleEpochException refusal = await Expect.ThrowsAsync<StaleEpochException>(
            async () => await f.Journal.AppendAsync(Record(f, 2) with { Epoch = Effects.Stale }, token), "A record of a lower epoch");
        Expect.Equal(Effects.Stale, refusal.Epoch);
        Expect.Equal(Effects.Current, refusal.Current);
        Expect.Equal(f.Cluster, refusal.Cluster);
        Expect.Equal(1, (await f.Journal.ReadAsync(f.Cluster, 0, token)).Count);
    }

    private static async Task AppendAsync_SameOrHigherEpoch_IsWritten(IStoreFixture f, CancellationToken token)
    {
        await f.Journal.AppendAsync(Record(f, 1), token);
        await f.Journal.AppendAsync(Record(f, 2), token);
        Expect.Equal(3, await f.Journal.AppendAsync(Record(f, 3) with { Epoch = Effects.Current.Next }, token));
    }

    private static async Task AppendAsync_LowerEpochOfAnotherCluster_IsWritten(IStoreFixture f, CancellationToken token)
    {
        await f.Journal.AppendAsync(Record(f, 1), token);
        Expect.Equal(1, await f.Journal.AppendAsync(Record(f, 1) with { Cluster = f.OtherCluster, Epoch = Effects.Stale }, token));
    }

    private static async Task ReadAsync_NothingWritten_IsEmpty(IStoreFixture f, CancellationToken token) =>
        Expect.Empty(await f.Journal.ReadAsync(f.Cluster, 0, token));

    private static async Task ReadAsync_EveryKind_IsAsWritten(IStoreFixture f, CancellationToken token) =>
        Expect.SameItems(await WriteEveryKindAsync(f, token), await f.Journal.ReadAsync(f.Cluster, 0, token));

    private static async Task ReadAsync_After_GivesTheLaterOnes(IStoreFixture f, CancellationToken token)
    {
        List<JournalRecord> written = await WriteEveryKindAsync(f, token);
        Expect.SameItems(written.Skip(3), await f.Journal.ReadAsync(f.Cluster, 3, token));
        Expect.Empty(await f.Journal.ReadAsync(f.Cluster, written.Count, token));
        Expect.Empty(await f.Journal.ReadAsync(f.Cluster, written.Count + 10, token));
    }

    private static async Task ReadAsync_Reopened_IsAsWritten(IStoreFixture f, CancellationToken token)
    {
        List<JournalRecord> written = await WriteEveryKindAsync(f, token);
        await f.ReopenAsync(token);
        Expect.SameItems(written, await f.Journal.ReadAsync(f.Cluster, 0, token));
    }

    private static async Task AppendAsync_Reopened_KeepsSequenceAndFence(IStoreFixture f, CancellationToken token)
    {
        await f.Journal.AppendAsync(Record(f, 1), token);
        await f.ReopenAsync(token);
        await Expect.ThrowsAsync<StaleEpochException>(
            async () => await f.Journal.AppendAsync(Record(f, 2) with { Epoch = Effects.Stale }, token), "A record of a lower epoch");
        Expect.Equal(2, await f.Journal.AppendAsync(Record(f, 2), token));
    }

    private static async Task<List<JournalRecord>> WriteEveryKindAsync(IStoreFixture f, CancellationToken token)
    {
        var written = new List<JournalRecord>();
        foreach (JournalRecordKind kind in Enum.GetValues<JournalRecordKind>())
        {
            JournalRecord record = Record(f, written.Count) with { Kind = kind, Payload = $"{{\"kind\":\"{kind}\",\"text\":\"naïve 'quoted'\\n☃\"}}" };
            written.Add(record with { Sequence = await f.Journal.AppendAsync(record, token) });
        }

        JournalRecord bare = new() { Cluster = f.Cluster, Time = f.Time.GetUtcNow(), Epoch = Effects.Current, Kind = JournalRecordKind.Opened };
        bare = bare with { Time = WholeMilliseconds(bare.Time) };
        written.Add(bare with { Sequence = await f.Journal.AppendAsync(bare, token) });
        return written;
    }

    private static JournalRecord Record(IStoreFixture f, int step) => new()
    {
        Cluster = f.Cluster,
        Time = WholeMilliseconds(f.Time.GetUtcNow()),
        Epoch = Effects.Current,
        Kind = JournalRecordKind.Intent,
        Run = new RunId(9),
        Step = step,
        Attempt = 2,
        Payload = "{}",
    };

    /// <summary>Stores may keep time to the microsecond only.</summary>
    private static DateTimeOffset WholeMilliseconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));
}
