using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Propagation;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Pipeline.ValidatedWorld;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>What is not validated does not count; what a check does wrong refuses its instance and nothing else.</summary>
public sealed class ValidationTests
{
    [Fact]
    public void TickAsync_CheckThrows_RefusesByNameAndLeavesTheOthersAlone()
    {
        var world = new ValidatedWorld();
        MirrorPipeline pipeline = world.Builder().AddValidation("schema", (arguments, _) => arguments.Instance.Service == Api
            ? throw new InvalidOperationException("no schema")
            : ValueTask.FromResult(ValidationFinding.Passed(arguments.Instance.Id))).Build();
        world.Tick(pipeline, 12);

        pipeline.Status.Refusals[^1].ShouldContain("Check 'schema' refuses instance 'api-");
        pipeline.Status.Refusals[^1].ShouldContain("its answer is an exception (InvalidOperationException: no schema), limit a finding, observed ");
        Cover(world, Db).ShouldBe(1);
        Cover(world, Api).ShouldBe(0);
        (world.Cluster.Serving(Api), world.Cluster.Serving(Db)).ShouldBe((3, 3));
        world.ShouldBeSafe();
    }

    [Fact]
    public void TickAsync_CheckHangs_IsRefusedAtItsDeadlineAndHoldsNoTick()
    {
        var world = new ValidatedWorld();
        var never = new TaskCompletionSource<ValidationFinding>();
        MirrorPipeline pipeline = world.Builder().AddValidation(
            "hangs", async (arguments, _) => arguments.Instance.Service == Api ? await never.Task : ValidationFinding.Passed(arguments.Instance.Id), TimeSpan.FromSeconds(90)).Build();
        ShortTicks(world, pipeline, 12);

        pipeline.Status.Refusals[^1].ShouldContain("Check 'hangs' refuses instance 'api-");
        pipeline.Status.Refusals[^1].ShouldContain("time without an answer is 1");
        pipeline.Status.Refusals[^1].ShouldContain(" s, limit 90 s, observed ");
        Cover(world, Db).ShouldBe(1);
    }

    [Fact]
    public void TickAsync_PassAfterTheDeadline_IsNoPass()
    {
        var world = new ValidatedWorld();

        // It does not listen: it answers three minutes later, whatever it is told.
        MirrorPipeline pipeline = world.Builder().AddValidation(
            "late", (arguments, _) => world.PassAfterAsync(arguments, TimeSpan.FromMinutes(3), CancellationToken.None), TimeSpan.FromMinutes(2)).Build();
        ShortTicks(world, pipeline, 14);
        (Cover(world, Api), Cover(world, Db)).ShouldBe((0, 0));
        pipeline.Status.Refusals.ShouldContain(r => r.Contains("Check 'late' refuses instance 'db-", StringComparison.Ordinal));
    }

    [Fact]
    public void TickAsync_PassBetweenTicksAndInTime_IsAPassWheneverItIsSeen()
    {
        var world = new ValidatedWorld();
        MirrorPipeline pipeline = world.Builder().AddValidation(
            "quick", (arguments, token) => world.PassAfterAsync(arguments, TimeSpan.FromSeconds(20), token), TimeSpan.FromSeconds(30)).Build();
        ShortTicks(world, pipeline, 8);
        (Cover(world, Api), Cover(world, Db)).ShouldBe((1, 1));
    }

    [Fact]
    public void TickAsync_AnswerAboutAnotherInstance_IsRefusedAsNonsense()
    {
        var world = new ValidatedWorld();
        MirrorPipeline pipeline = world.Builder().AddValidation("confused", (_, _) => ValueTask.FromResult(ValidationFinding.Passed(new InstanceId("db-first-0001")))).Build();
        world.Tick(pipeline, 10);
        pipeline.Status.Refusals[^1].ShouldContain("its answer is about instance 'db-first-0001', limit about instance 'db-");
        (Cover(world, Api), Cover(world, Db)).ShouldBe((0, 0));
    }

    [Fact]
    public void TickAsync_NullAnswer_IsRefusedAsNonsense()
    {
        var world = new ValidatedWorld();
        MirrorPipeline pipeline = world.Builder().AddValidation("mute", (_, _) => ValueTask.FromResult<ValidationFinding>(null!)).Build();
        world.Tick(pipeline, 10);
        pipeline.Status.Refusals[^1].ShouldContain("its answer is nothing, limit about instance 'db-");
    }

    [Fact]
    public void TickAsync_SlowCheck_CountsAsArrivingUntilItHasPassed()
    {
        var world = new ValidatedWorld();
        MirrorPipeline pipeline = world.Builder().AddValidation("slow", (arguments, token) => world.PassAfterAsync(arguments, TimeSpan.FromSeconds(90), token)).Build();
        ShortTicks(world, pipeline, 10);

        TickResult pending = world.Ticks.First(t => t.World!.Topology.Instances.Any(i => i.Validation == ValidationStatus.Pending));
        pending.World!.Topology.Instances.First(i => i.Validation == ValidationStatus.Pending).ValidationDetail.ShouldBe("check 'slow' has not answered yet");
        pending.Counts.ShouldAllBe(c => c.Cover == 0 && c.Arriving == 1);
        world.Ticks[^1].Counts.ShouldAllBe(c => c.Cover == 1 && c.Arriving == 0);
        world.Cluster.Fleet.Launches.ShouldBe(2);
    }

    [Fact]
    public void TickAsync_CoverRefusedForEver_WaitsLongerBetweenReplacementsAndSaysSo()
    {
        var world = new ValidatedWorld();
        MirrorPipeline pipeline = world.Builder().AddValidation("never", (arguments, _) => ValueTask.FromResult(Refuse(arguments, earliest: null))).Build();
        world.Tick(pipeline, 120);

        world.Cluster.Fleet.Launches.ShouldBeInRange(10, 30);
        string said = pipeline.Status.Refusals.First(r => r.StartsWith("Cover of api", StringComparison.Ordinal));
        said.ShouldContain(" times in a row; no cover of it is launched before 2026-01-01T14:");
        said.ShouldContain("queue depth is 12 messages, limit 5 messages, observed ");
        said.ShouldEndWith("; waiting does not help.");
        world.Journal.ShouldContain(r => r.Payload.Contains("Refused", StringComparison.Ordinal));
        (world.Cluster.Serving(Api), world.Cluster.Serving(Db)).ShouldBe((3, 3));
        world.ShouldBeSafe();
    }

    [Fact]
    public void TickAsync_PassedCoverFailsLater_IsReplaced()
    {
        var world = new ValidatedWorld();
        bool good = true;
        MirrorPipeline pipeline = world.Builder().AddValidation(
            "disk", (arguments, _) => ValueTask.FromResult(good ? ValidationFinding.Passed(arguments.Instance.Id) : Refuse(arguments, null))).Build();
        world.Tick(pipeline, 8);
        Cover(world, Api).ShouldBe(1);
        InstanceId first = world.Shadow.Single(i => i.Service == Api).Id;

        good = false;
        world.Tick(pipeline, 7);
        world.Cluster.Fleet.Find(first).ShouldBeNull();
        good = true;
        world.Tick(pipeline, 10);
        Cover(world, Api).ShouldBe(1);
        pipeline.Status.Refusals.ShouldBeEmpty();
    }

    [Fact]
    public void TickAsync_CandidateRefused_RejectsTheRevisionUntilSomebodyResumes()
    {
        var world = new ValidatedWorld();
        bool good = false;
        MirrorPipeline pipeline = world.Builder().AddValidation(
            "smoke", (arguments, _) => ValueTask.FromResult(good || arguments.Digest != Second ? ValidationFinding.Passed(arguments.Instance.Id) : Refuse(arguments, null))).Build();
        world.Tick(pipeline, 8);
        world.Cluster.Configuration.Desired = Second;
        world.Tick(pipeline, 30);

        pipeline.Status.RejectedDigest.ShouldBe(Second);
        pipeline.Status.RejectedReason!.ShouldContain("Check 'smoke' refuses instance '");
        world.Journal.Count(r => r.Kind == JournalRecordKind.Rejected).ShouldBe(1);
        world.Runs.ShouldBeEmpty();
        world.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest != Second);
        (Cover(world, Api), world.Cluster.Serving(Api)).ShouldBe((1, 3));
        int launches = world.Cluster.Fleet.Launches;

        // A successor knows it from the journal.
        MirrorPipeline successor = world.Builder().AddValidation(
            "smoke", (arguments, _) => ValueTask.FromResult(good || arguments.Digest != Second ? ValidationFinding.Passed(arguments.Instance.Id) : Refuse(arguments, null))).Build();
        world.Tick(successor, 5);
        (successor.Status.RejectedReason, world.Cluster.Fleet.Launches).ShouldBe((pipeline.Status.RejectedReason, launches));

        good = true;
        successor.Operator.Resume("ann", "the smoke test was wrong");
        world.Tick(successor, 50, t => t.ClosedRuns.Count > 0);
        (world.Runs.Single().Outcome, world.Runs.Single().Plan.Kind).ShouldBe((SwitchoverOutcome.Committed, SwitchoverKind.Replace));
        successor.Status.RejectedReason.ShouldBeNull();
        world.ShouldBeSafe();
    }

    [Fact]
    public void TickAsync_ManyInstances_RunsNoMoreChecksAtATimeThanAllowed()
    {
        var world = new ValidatedWorld();
        int running = 0;
        int most = 0;
        MirrorPipeline pipeline = world.Builder().Configure(o => (o.Shadow.StandingCover, o.Validation.MaxConcurrent) = (6, 3)).AddValidation("app", async (arguments, token) =>
        {
            most = Math.Max(most, ++running);
            ValidationFinding finding = await world.PassAfterAsync(arguments, TimeSpan.FromMilliseconds(300), token);
            running--;
            return finding;
        }).Build();
        world.Tick(pipeline, 12);
        (most, Cover(world, Api), Cover(world, Db)).ShouldBe((3, 6, 6));
    }

    [Fact]
    public void TickAsync_EverythingIsRefused_LiveIsNeverAsked()
    {
        var world = new ValidatedWorld();
        var asked = new SortedSet<InstanceId>();
        MirrorPipeline pipeline = world.Builder().AddValidation("never", (arguments, _) =>
        {
            asked.Add(arguments.Instance.Id);
            arguments.Live.ShouldNotContain(arguments.Instance.Id);
            return ValueTask.FromResult(Refuse(arguments, null));
        }).Build();
        world.Tick(pipeline, 10);

        asked.ShouldNotBeEmpty();
        asked.ShouldAllBe(i => !i.Value.Contains("first", StringComparison.Ordinal));
        world.Ticks[^1].World!.Topology.Instances.Where(i => i.LaunchKey is null).ShouldAllBe(i => i.Validation == ValidationStatus.Passed);
    }

    [Fact]
    public void TickAsync_ReadyForAWhile_PassesOnceItWasReadyThatLong()
    {
        var world = new ValidatedWorld();
        MirrorPipeline pipeline = world.Builder().Configure(o => (o.Validation.ReadyFor, o.Validation.Deadline, o.Validation.ValidFor) = (TimeSpan.FromSeconds(150), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10))).Build();
        world.Tick(pipeline, 10);

        ObservedInstance pending = world.Ticks.SelectMany(t => t.World!.Topology.Instances).First(i => i.Validation == ValidationStatus.Pending);
        pending.ValidationDetail!.ShouldStartWith($"Check 'health' refuses instance '{pending.Id}': time ready is 0 s, limit 150 s, observed ");
        pending.ValidationDetail.ShouldContain("; it may pass from 2026-01-01T12:0");
        (Cover(world, Api), Cover(world, Db)).ShouldBe((1, 1));
    }

    [Fact]
    public void TickAsync_Observe_JournalsAndOffersNothing()
    {
        var world = new ValidatedWorld();
        world.Cluster.Fleet.PlaceReady(Api, 1);
        MirrorPipeline pipeline = world.Builder().UseSimulatedLoad(world.World).RunAs(ControlMode.Observe).Build();
        world.Cluster.Configuration.Desired = Second;
        world.Tick(pipeline, 5);
        (world.Journal.Count, world.Cluster.SyntheticLoad.Offered.Count, Cover(world, Api)).ShouldBe((0, 0, 1));
    }

    [Fact]
    public void TickAsync_SameSeed_IsTheSameRun()
    {
        string Run()
        {
            var world = new ValidatedWorld(m => m is > 15 and < 40 ? 45 : 25);
            MirrorPipeline pipeline = world.Builder().UseSimulatedWiring(world.World).UseSimulatedLoad(world.World)
                .AddValidation("app", (arguments, token) => world.PassAfterAsync(arguments, TimeSpan.FromMilliseconds(300), token)).Build();
            world.Tick(pipeline, 60);
            world.ShouldBeSafe();
            return world.World.Log.Hash;
        }

        Run().ShouldBe(Run());
    }

    private static void ShortTicks(ValidatedWorld world, MirrorPipeline pipeline, int times) => world.World.Run(async () =>
    {
        for (int i = 0; i < times; i++)
        {
            await world.TickAsync(pipeline);
            (world.World.Now - world.Ticks[^1].At).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        }
    });

    private static int Cover(ValidatedWorld world, ServiceName service) => world.Ticks[^1].Counts.Single(c => c.Service == service).Cover;
}
