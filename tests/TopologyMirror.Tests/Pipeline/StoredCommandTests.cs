using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Data;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>A command is a row: any host takes it, the owner carries it out once, and says what became of it.</summary>
public sealed class StoredCommandTests
{
    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    [Fact]
    public void PromoteAsync_SameKeyTwice_IsOneCommand()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 12);
            OperatorReceipt first = await pipeline.Operator.PromoteAsync("ann", "demo", count: 1, key: "demo-1");
            OperatorReceipt second = await pipeline.Operator.PromoteAsync("ann", "demo", count: 1, key: "demo-1");
            (first.IsAccepted, second.IsAccepted, first.Key, second.Key).ShouldBe((true, true, "demo-1", "demo-1"));
            await world.TickAsync(pipeline);
            (await pipeline.Operator.PromoteAsync("ann", "demo", count: 1, key: "demo-1")).IsAccepted.ShouldBeTrue();
            await world.TickAsync(pipeline, 2);
            world.Runs.Count(r => r.Plan.CommandKey == "demo-1").ShouldBe(1);
        });
    }

    [Fact]
    public void AbortAsync_AtAStandbyInTheBake_EndsTheOwnersRun()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline owner = world.Build();
            MirrorPipeline standby = world.Build(owner: "two");
            await world.TickAsync(owner);
            await world.TickAsync(standby);
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(owner, 30, t => t.OpenRun?.Phase == SwitchoverPhase.Bake);
            string key = (await standby.Operator.AbortAsync("ann", "looks odd")).Key.ShouldNotBeNull();
            await world.TickAsync(owner, 10, t => t.ClosedRuns.Count > 0);
            (world.Runs.Last().Outcome, world.Runs.Last().Reason).ShouldBe((SwitchoverOutcome.RolledBack, "ann: looks odd"));
            CommandRecord row = (await standby.Operator.FindAsync(key)).ShouldNotBeNull();
            (row.Answer.ShouldNotBeNull().IsAccepted, row.Answer.Owner).ShouldBe((true, "one"));
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Abort_OwnerDiesAtAnyRecordAfterIt_TheSuccessorEndsTheRun(bool beforeTheRecord)
    {
        for (int at = 1; at <= 4; at++)
        {
            PipelineWorld world = PipelineWorld.Steady();
            var journal = new CrashingJournal(world.World.Store) { IsBeforeTheRecord = beforeTheRecord };
            int record = 0;
            world.Run(async () =>
            {
                MirrorPipeline pipeline = world.Builder().UseStore(journal, world.World.Store, world.World.Store).Build();
                world.Cluster.Configuration.Desired = Second;
                await world.TickAsync(pipeline, 30, t => t.OpenRun?.Phase == SwitchoverPhase.Bake);
                journal.At = _ => ++record == at;
                await pipeline.Operator.AbortAsync("ann", "looks odd", key: "stop");
                for (int tick = 0; tick < 10; tick++)
                {
                    try
                    {
                        await world.TickAsync(pipeline);
                    }
                    catch (CrashException)
                    {
                        pipeline = world.Build();
                    }
                }

                pipeline.Status.OpenRun.ShouldBeNull();
                pipeline.Status.RejectedDigest.ShouldBe(Second);
                (await pipeline.Operator.FindAsync("stop")).ShouldNotBeNull().Answer.ShouldNotBeNull($"after a crash at record {at}").IsAccepted.ShouldBeTrue();
            });
            world.Cluster.Watch.Violations.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Abort_OfARunThatHasEnded_DoesNotHitTheNextOne()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            DateTimeOffset before = world.World.Now;
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 30, t => t.OpenRun?.Phase == SwitchoverPhase.Bake);
            await world.World.Store.SubmitAsync(Row("late", OperatorCommandKind.Abort, before, DateTimeOffset.MaxValue), CancellationToken.None);
            await world.TickAsync(pipeline, 40, t => t.ClosedRuns.Any(r => r.Plan.Kind == SwitchoverKind.Replace));
            CommandAnswer answer = (await pipeline.Operator.FindAsync("late")).ShouldNotBeNull().Answer.ShouldNotBeNull();
            answer.IsAccepted.ShouldBeFalse();
        });
        world.Runs.Last().Outcome.ShouldBe(SwitchoverOutcome.Committed);
    }

    [Fact]
    public void Command_NobodyCarriesOutInTime_IsRefusedByTheNextOwner()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            DateTimeOffset expired = world.World.Now.AddMinutes(-1);
            await world.World.Store.SubmitAsync(Row("old", OperatorCommandKind.Promote, expired.AddMinutes(-5), expired), CancellationToken.None);
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 12);
            CommandAnswer answer = (await pipeline.Operator.FindAsync("old")).ShouldNotBeNull().Answer.ShouldNotBeNull();
            answer.Detail.ShouldNotBeNull().ShouldStartWith("No owner of cluster 'shop' was there to carry it out until");
        });
        world.Runs.ShouldBeEmpty();
    }

    [Fact]
    public void Command_OfANewerVersion_IsRefusedByName()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            CommandRecord row = Row("new", OperatorCommandKind.Pause, world.World.Now, DateTimeOffset.MaxValue) with { Kind = "Dance" };
            await world.World.Store.SubmitAsync(row, CancellationToken.None);
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline);
            (await pipeline.Operator.FindAsync("new")).ShouldNotBeNull().Answer.ShouldNotBeNull()
                .Detail.ShouldBe("This host does not know the command 'Dance' with payload ''.");
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Promote_OwnerDiesAtAnyRecord_IsCarriedOutOnce(bool beforeTheRecord)
    {
        int records = Promoted(int.MaxValue, beforeTheRecord).Appended;
        for (int at = 1; at <= records; at++)
        {
            Promoted(at, beforeTheRecord);
        }
    }

    /// <summary>A steady world in which ann promotes one instance and the owner dies at a record after it.</summary>
    private static CrashingJournal Promoted(int at, bool beforeTheRecord)
    {
        PipelineWorld world = PipelineWorld.Steady();
        var journal = new CrashingJournal(world.World.Store) { IsBeforeTheRecord = beforeTheRecord };
        int record = 0;
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder().UseStore(journal, world.World.Store, world.World.Store).Build();
            await world.TickAsync(pipeline, 12);
            journal.At = _ => ++record == at;
            await pipeline.Operator.PromoteAsync("ann", "demo", count: 1, key: "demo");
            for (int tick = 0; tick < 4; tick++)
            {
                try
                {
                    await world.TickAsync(pipeline);
                }
                catch (CrashException)
                {
                    pipeline = world.Build();
                }
            }

            (await pipeline.Operator.FindAsync("demo")).ShouldNotBeNull().Answer.ShouldNotBeNull().IsAccepted.ShouldBeTrue();
        });
        world.Journal.Count(r => r.Kind == JournalRecordKind.Opened && r.Payload.Contains("\"demo\"", StringComparison.Ordinal)).ShouldBe(1, $"after a crash at record {at}");
        return journal;
    }

    private static CommandRecord Row(string key, OperatorCommandKind kind, DateTimeOffset at, DateTimeOffset until) => new()
    {
        Cluster = new ClusterName("shop"), Key = key, Kind = kind.ToString(), Actor = "ann", Reason = "late", SubmittedAt = at, ExpiresAt = until,
    };
}
