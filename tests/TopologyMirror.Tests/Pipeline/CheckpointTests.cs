using System.Text.Json;
using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Tests.Simulation;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>A reader that begins at a checkpoint knows what one knows that has read everything.</summary>
public sealed class CheckpointTests
{
    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Apply_FromACheckpointAnywhere_EqualsTheWholeJournal(int seed)
    {
        using EverythingScenario scenario = EverythingScenario.Run(seed);
        IReadOnlyList<JournalRecord> records = scenario.World.Store.Read(new ClusterName("shop"), 0);
        string whole = Said(records.Aggregate(RunBook.Empty, (b, r) => b.Apply(r)));
        RunBook before = RunBook.Empty;
        int checkpoints = 0;
        for (int i = 0; i < records.Count; i++)
        {
            before = before.Apply(records[i]);
            if (before.CanCheckpoint && i % 7 == 0)
            {
                checkpoints++;
                JournalRecord checkpoint = Checkpoint(before, records[i]);
                RunBook rest = records.Skip(i + 1).Aggregate(RunBook.Empty.Apply(checkpoint), (b, r) => b.Apply(r with { Sequence = r.Sequence + 1 }));
                Said(rest with { Checkpoints = [] }).ShouldBe(whole, $"from a checkpoint after record {i + 1}");
            }
        }

        checkpoints.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void TickAsync_ManyRecords_CompactsAndASuccessorGoesOn()
    {
        PipelineWorld world = new(m => m is >= 6 and < 20 or >= 70 and < 90 ? 55 : 25);
        world.Run(async () =>
        {
            MirrorPipelineBuilder Declared() => world.Builder().Configure(o => (o.CheckpointEvery, o.JournalRetention) = (10, TimeSpan.FromMinutes(20)));
            MirrorPipeline first = Declared().Build();
            await world.TickAsync(first, 60);
            await first.DisposeAsync();
            world.Journal[0].Kind.ShouldBe(JournalRecordKind.Checkpoint);
            world.Journal[0].Sequence.ShouldBeGreaterThan(1);

            world.Cluster.Configuration.Desired = Second;
            MirrorPipeline second = Declared().Build();
            await world.TickAsync(second, 60);
            second.Status.LiveDigest.ShouldBe(Second);
        });
        world.Serving.ShouldBe(3);
        world.Ticks[^1].OpenRun.ShouldBeNull();
        world.Runs.Select(r => r.Plan.Run.Value).ShouldBeUnique();
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task RecoverAsync_RecordsMissing_SaysWhich()
    {
        var store = new InMemoryStore(TimeProvider.System);
        var shop = new ClusterName("shop");
        var record = new JournalRecord { Cluster = shop, Time = default, Epoch = new Epoch(1), Kind = JournalRecordKind.ReleaseEnded };
        for (int i = 0; i < 4; i++)
        {
            await store.AppendAsync(i == 2 ? record with { Kind = JournalRecordKind.Checkpoint, Payload = "{\"lastRun\":0}" } : record, CancellationToken.None);
        }

        // What has read nothing begins at the checkpoint; what has read further than the journal goes back is torn.
        var journal = new RunJournal(shop, new BehindCheckpoint(store), TimeProvider.System);
        (await Should.ThrowAsync<CorruptJournalException>(async () => await journal.RecoverAsync(CancellationToken.None))).Message
            .ShouldBe("Journal record 4 cannot be read: it follows record 0, and records are missing between them");
    }

    [Fact]
    public async Task AppendAsync_JournalWasReadStale_ReadsTheRest()
    {
        var store = new InMemoryStore(TimeProvider.System);
        var shop = new ClusterName("shop");
        var journal = new RunJournal(shop, store, TimeProvider.System);
        await journal.RecoverAsync(CancellationToken.None);
        var pause = new CommandPayload(OperatorCommandKind.Pause, "ann", "x");
        await new RunJournal(shop, store, TimeProvider.System).AppendAsync(new Epoch(1), JournalRecordKind.Command, new EffectKey(shop, default, 0, 0), pause, JournalPayloads.Default.CommandPayload, CancellationToken.None);

        await journal.AppendAsync(new Epoch(1), JournalRecordKind.ReleaseEnded, new EffectKey(shop, default, 0, 0), new SettledPayload([]), JournalPayloads.Default.SettledPayload, CancellationToken.None);

        (journal.IsCurrent, journal.Book.Sequence, journal.Book.IsPaused).ShouldBe((true, 2, true));
    }

    [Fact]
    public void Apply_NewerVersion_IsRefused()
    {
        var record = new JournalRecord { Sequence = 1, Cluster = new ClusterName("shop"), Time = default, Epoch = new Epoch(1), Kind = JournalRecordKind.ReleaseEnded, FormatVersion = 2 };
        Should.Throw<JournalVersionException>(() => RunBook.Empty.Apply(record)).Message
            .ShouldStartWith("Journal record 1 of cluster 'shop' has format version 2; this version of the library knows 1 and older.");
    }

    [Fact]
    public void ToNewest_OldRecord_PassesEveryStepOnce()
    {
        var upgrades = new JournalUpgrades([r => r with { Payload = r.Payload + "b" }, r => r with { Payload = r.Payload + "c" }]);
        var old = new JournalRecord { Cluster = new ClusterName("shop"), Time = default, Epoch = new Epoch(1), Kind = JournalRecordKind.Intent, FormatVersion = 1, Payload = "a" };
        upgrades.ToNewest(old).ShouldBe(old with { FormatVersion = 3, Payload = "abc" });
        upgrades.ToNewest(old with { FormatVersion = 2 }).Payload.ShouldBe("ac");
        Should.Throw<CorruptJournalException>(() => upgrades.ToNewest(old with { FormatVersion = 0 }));
    }

    private static JournalRecord Checkpoint(RunBook book, JournalRecord after) => new()
    {
        Sequence = after.Sequence + 1,
        Cluster = after.Cluster,
        Time = after.Time,
        Epoch = after.Epoch,
        Kind = JournalRecordKind.Checkpoint,
        Payload = JsonSerializer.Serialize(book.ToCheckpoint(), JournalPayloads.Default.CheckpointPayload),
    };

    /// <summary>A journal that lost what lies before its last record.</summary>
    private sealed class BehindCheckpoint(InMemoryStore store) : IOperationJournal
    {
        public ValueTask<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken) => store.AppendAsync(record, cancellationToken);

        public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(ClusterName cluster, long after, CancellationToken cancellationToken) => store.ReadAsync(cluster, 3, cancellationToken);

        public ValueTask<long> FindCheckpointAsync(ClusterName cluster, CancellationToken cancellationToken) => store.FindCheckpointAsync(cluster, cancellationToken);

        public ValueTask<int> CompactAsync(ClusterName cluster, Epoch epoch, long checkpoint, CancellationToken cancellationToken) =>
            store.CompactAsync(cluster, epoch, checkpoint, cancellationToken);
    }

    private static string Said(RunBook book) => JsonSerializer.Serialize(book.ToCheckpoint(), JournalPayloads.Default.CheckpointPayload);
}
