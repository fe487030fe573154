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
    public void Apply_RecordMissing_SaysWhich()
    {
        var record = new JournalRecord { Sequence = 3, Cluster = new ClusterName("shop"), Time = default, Epoch = new Epoch(1), Kind = JournalRecordKind.ReleaseEnded };
        Should.Throw<CorruptJournalException>(() => RunBook.Empty.Apply(record)).Message
            .ShouldBe("Journal record 3 cannot be read: it follows record 0, and records are missing between them");
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

    private static string Said(RunBook book) => JsonSerializer.Serialize(book.ToCheckpoint(), JournalPayloads.Default.CheckpointPayload);
}
