using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Safety;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>What was committed last can be undone once, as long as the revision before is retained.</summary>
public sealed class RollbackTests
{
    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    private static readonly ConfigDigest Third = new(new string('3', ConfigDigest.Length));

    [Fact]
    public void Rollback_OfACommittedRelease_GoesToThePreviousDigestAndStaysThereUntilTheSourceChanges()
    {
        PipelineWorld world = PipelineWorld.Steady();
        ConfigDigest first = world.Cluster.Configuration.Desired;
        world.Run(async () =>
        {
            MirrorPipeline pipeline = Build(world);
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 60, t => Serves(world, t, Second));
            pipeline.Status.Retained!.Previous.ShouldBe(first);

            pipeline.Operator.Rollback("ann", "numbers look odd");
            await world.TickAsync(pipeline, 3);
            pipeline = Build(world);
            await world.TickAsync(pipeline, 60, t => Serves(world, t, first));
            pipeline.Status.DesiredDigest.ShouldBe(first);

            // There is no roll-back of a roll-back.
            long commands = Commands(world);
            pipeline.Operator.Rollback("ann", "back and forth");
            await world.TickAsync(pipeline, 10);
            Commands(world).ShouldBe(commands);
            world.Cluster.Fleet.Instances.Where(i => i.IsServing).ShouldAllBe(i => i.Digest == first);

            world.Cluster.Configuration.Desired = Third;
            await world.TickAsync(pipeline, 60, t => Serves(world, t, Third));

            // What was rolled back is free to come again once the source has asked for something else.
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 60, t => Serves(world, t, Second));
        });

        world.Runs.Select(r => (r.Plan.Digest, r.Plan.Undoes is not null, r.Outcome)).ShouldBe([
            (Second, false, SwitchoverOutcome.Committed), (first, true, SwitchoverOutcome.Committed),
            (Third, false, SwitchoverOutcome.Committed), (Second, false, SwitchoverOutcome.Committed)]);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Rollback_AfterTheRevisionIsNoLongerRetained_IsRefused()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder().Configure(o => (o.Switchover.Bake, o.Switchover.RetainFor) = (TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5))).Build();
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 60, t => Serves(world, t, Second));
            await world.TickAsync(pipeline, 6);
            pipeline.Operator.Rollback("ann", "too late");
            await world.TickAsync(pipeline, 10);
        });
        Commands(world).ShouldBe(0);
        world.Runs.ShouldHaveSingleItem();
    }

    [Fact]
    public void RollbackRefusal_OfEveryKind_IsOneSentence()
    {
        RunBook book = RunBook.Empty with { Retained = new RetainedRevision(new RunId(4), Second, Third, TestWorld.Noon, IsUndoing: false), LastCommitted = new RunId(4) };

        RunBook.Empty.RollbackRefusal(TestWorld.Noon).ShouldBeNull();
        book.RollbackRefusal(TestWorld.Noon.AddTicks(-1)).ShouldBeNull();
        book.RollbackRefusal(TestWorld.Noon).ShouldBe("revision 333333333333 was retained until 2026-01-01 12:00");
        PropagationBook contracted = PropagationBook.Empty with { NoWayBack = PropagationBook.Empty.NoWayBack.Add(Third, Second) };
        (book with { Propagation = contracted }).RollbackRefusal(TestWorld.Noon.AddHours(-1))
            .ShouldBe("there is no way back to 333333333333: a contract step of 222222222222 has begun since");
        (book with { LastUndoing = new RunId(4) }).RollbackRefusal(TestWorld.Noon.AddHours(-1)).ShouldBe("run 4 was a roll-back, and there is no roll-back of a roll-back");
        (book with { Retained = book.Retained! with { IsUndoing = true } }).RollbackRefusal(TestWorld.Noon.AddHours(-1))
            .ShouldBe("run 4 was a roll-back, and there is no roll-back of a roll-back");
        (book with { Release = new OpenRelease { Digest = Second, Previous = Third, Waves = 1, LastWave = new RunId(5) } }).RollbackRefusal(TestWorld.Noon.AddHours(-1))
            .ShouldBe("the release of 222222222222 is not done; abort it instead");
    }

    // Somebody gives a retired instance requests by hand: what is then taken from it drains from that moment on.
    [Fact]
    public void Apply_DrainOfARetiredInstance_BeginsItsDrainAnew()
    {
        InstanceId[] ids = TestWorld.Ids("a", "b");
        RunBook book = RunBook.Empty with { Retiring = [.. ids.Select(i => new RetireEntry(i, new RunId(1), TestWorld.Noon))] };
        book = book.Apply(Intent(ProposedEffectKind.SetWeights, 0, TestWorld.Noon.AddMinutes(5)));
        book.Retiring.Select(e => e.Since).ShouldBe([TestWorld.Noon.AddMinutes(5), TestWorld.Noon]);
        book.Apply(Intent(ProposedEffectKind.RemoveRoutes, null, TestWorld.Noon.AddMinutes(9))).Retiring.Select(e => e.Since)
            .ShouldBe([TestWorld.Noon.AddMinutes(5), TestWorld.Noon]);
    }

    // A form that was once written is read for ever.
    [Fact]
    public void Apply_RecordsWrittenBeforeReleasesKnewWaves_AreRead()
    {
        const string plan = """{"run":1,"kind":"Replace","digest":"2222222222222222222222222222222222222222222222222222222222222222","openedAt":"2026-01-01T12:00:00+00:00","actor":"release","reason":"x","promote":["x"],"demote":[],"retire":["a"],"servingBefore":[{"service":"web","serving":1}]}""";
        RunBook book = RunBook.Empty.Apply(Record(JournalRecordKind.Opened, plan)).Apply(Record(JournalRecordKind.Entered, """{"phase":"Route"}"""));
        (book.Open!.Plan.SlowStart, book.Open.Plan.Wave, book.Open.Baseline.Count).ShouldBe((TimeSpan.Zero, null, 0));
        book = book.Apply(Record(JournalRecordKind.Closed, """{"outcome":"Committed"}"""));
        (book.Open, book.Release, book.Retained).ShouldBe((null, null, null));
    }

    private static JournalRecord Record(JournalRecordKind kind, string payload) =>
        new() { Cluster = TestWorld.Shop, Time = TestWorld.Noon, Epoch = new Epoch(1), Kind = kind, Run = new RunId(1), Sequence = 1, Payload = payload };

    private static JournalRecord Intent(ProposedEffectKind kind, int? weight, DateTimeOffset at) => Record(
        JournalRecordKind.Intent,
        $$"""{"kind":"{{kind}}","port":"lb","reason":"x","instances":["a"]{{(weight is null ? string.Empty : $",\"weight\":{weight}")}}}""") with { Time = at, Run = new RunId(9) };

    private static long Commands(PipelineWorld world) => world.Journal.Count(r => r.Kind == JournalRecordKind.Command);

    private static bool Serves(PipelineWorld world, TickResult tick, ConfigDigest digest) =>
        tick.OpenRun is null && tick.ClosedRuns.Count == 0 && world.Cluster.Fleet.Instances.All(i => i.Digest == digest);

    private static MirrorPipeline Build(PipelineWorld world) => world.Builder().Configure(o => o.Switchover.Bake = TimeSpan.FromMinutes(3)).Build();
}
