using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>After every run the shadow comes into step again, and only then is that noted.</summary>
public sealed class ResyncTests
{
    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    [Fact]
    public void Tick_AfterAScaleIn_NotesResyncOnceWhatWasRetiredIsGone()
    {
        var world = new PipelineWorld(m => m is >= 10 and < 40 ? 55 : 25);
        world.Run(async () => await world.TickAsync(world.Build(), 80));

        world.Runs.ShouldContain(r => r.Plan.Retire.Count > 0);
        RunBook book = RunBook.Empty;
        int noted = 0;
        int cover = 0;
        foreach (JournalRecord record in world.Journal)
        {
            if (record.Kind == JournalRecordKind.Resynced)
            {
                noted++;
                book.Retiring.ShouldBeEmpty();
                book.AwaitingResync.ShouldBe(record.Run);
                ResyncedPayload payload = JournalPayloads.Read(record.Payload, JournalPayloads.Default.ResyncedPayload, record.Sequence);
                cover = payload.Services.ShouldHaveSingleItem().Cover;
                payload.After.ShouldBe(record.Time - book.AwaitingSince);
            }

            book = book.Apply(record);
        }

        (noted > 1, cover).ShouldBe((true, 1));
        book.AwaitingResync.ShouldBeNull();
    }

    [Fact]
    public void Apply_ResyncedOfAnOlderVersion_IsRead()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 5);
            pipeline.Operator.Promote("ann", "test");
            await world.TickAsync(pipeline, 20, t => t.Resynced is not null);
        });
        JournalRecord[] journal = [.. world.Journal];
        JournalRecord resynced = journal.Last(r => r.Kind == JournalRecordKind.Resynced);
        RunBook before = journal.TakeWhile(r => r.Sequence < resynced.Sequence).Aggregate(RunBook.Empty, (b, r) => b.Apply(r));
        before.AwaitingResync.ShouldNotBeNull();
        before.Apply(resynced with { Payload = "{\"instances\":[]}" }).AwaitingResync.ShouldBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Tick_AfterAnAbortedOrRolledBackRun_IsInStepAgain(bool late)
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 6);
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 30, t => t.OpenRun is { Phase: SwitchoverPhase.Bake });
            if (late)
            {
                await world.TickAsync(pipeline, 4);
            }

            pipeline.Operator.Abort("ann", "stop");
            await world.TickAsync(pipeline, 30, t => t.Resynced is not null);
            pipeline.Status.Counts[0].ShouldSatisfyAllConditions(c => c.Live.ShouldBe(3), c => c.Cover.ShouldBe(1), c => c.Candidate.ShouldBe(0));
        });
        world.Runs.Single().Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
        world.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest != Second);
    }

    [Fact]
    public void Tick_AnySeedOfFaultsAbortsAndBadReleases_EndsInStep()
    {
        int aborted = 0;
        int rolledBack = 0;
        int failedCalls = 0;
        foreach (int seed in Enumerable.Range(1, 40))
        {
            FaultyScenario scenario = FaultyScenario.Run(seed);
            scenario.ShouldHaveEndedInStep();
            aborted += scenario.Runs.Count(r => r.Outcome == SwitchoverOutcome.Aborted);
            rolledBack += scenario.Runs.Count(r => r.Outcome == SwitchoverOutcome.RolledBack);
            failedCalls += scenario.FailedCalls;
        }

        // What is tried is worth trying.
        (aborted > 0, rolledBack > 10, failedCalls > 100).ShouldBe((true, true, true), $"{aborted} aborted, {rolledBack} rolled back, {failedCalls} failed calls");
    }
}
