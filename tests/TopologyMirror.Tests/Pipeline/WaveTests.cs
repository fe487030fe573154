using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>Where full overlap does not fit, a release goes in waves, and what is rolled back goes back in waves.</summary>
public sealed class WaveTests
{
    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    [Fact]
    public void Tick_RoomForOneCandidate_ReleasesOneAfterTheOther()
    {
        PipelineWorld world = World(maxInstances: 5);
        int fewest = int.MaxValue;
        List<ConfigDigest> coverBetween = [];
        world.Run(async () =>
        {
            MirrorPipeline pipeline = Build(world);
            await world.TickAsync(pipeline, 3);
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 90, t =>
            {
                fewest = Math.Min(fewest, world.Serving);
                coverBetween.AddRange(pipeline.Status.OpenRelease is null ? [] : world.Cluster.Fleet.Instances.Where(i => i.FirstRoutedAt is null && i.Digest != Second).Select(i => i.Digest));
                return IsDone(world, t, Second);
            });
            pipeline.Status.OpenRelease.ShouldBeNull();
            pipeline.Status.Retained!.Digest.ShouldBe(Second);
        });

        world.Runs.Select(r => (r.Plan.Wave?.Number, r.Plan.Wave?.IsLast, r.Plan.Promote.Count, r.Outcome)).ShouldBe([
            (1, false, 1, SwitchoverOutcome.Committed), (2, false, 1, SwitchoverOutcome.Committed), (3, true, 1, SwitchoverOutcome.Committed)]);
        fewest.ShouldBe(3);
        coverBetween.ShouldNotBeEmpty("cover stays at the old digest until the last wave");
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_WaveSize_IsTheMostThatIsReplacedAtATime()
    {
        PipelineWorld world = World();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = Build(world, waveSize: 2);
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 60, t => IsDone(world, t, Second));
        });
        world.Runs.Select(r => (r.Plan.Promote.Count, r.Plan.Retire.Count)).ShouldBe([(2, 2), (1, 1)]);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_NoRoomAtAll_WaitsByNameAndGoesOnWhenRoomAppears()
    {
        PipelineWorld world = World(maxInstances: 4);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = Build(world);
            await world.TickAsync(pipeline, 4);
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 10);
            world.Runs.ShouldBeEmpty();
            world.Ticks[^1].Decision!.Reasons[0].Code.ShouldBe(PromotionReasonCode.NoRoomForRelease);

            world.Cluster.Profile = world.Cluster.Profile with { MaxInstances = 5 };
            await world.TickAsync(pipeline, 90, t => IsDone(world, t, Second));
        });
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("rolls back")]
    [InlineData("is aborted")]
    [InlineData("is aborted between waves")]
    public void Tick_ALaterWaveFails_TheEarlierOnesAreTakenBackUntilLiveIsOfOneDigest(string how)
    {
        PipelineWorld world = World(maxInstances: 6);
        ConfigDigest first = world.Cluster.Configuration.Desired;
        int fewest = int.MaxValue;
        world.Run(async () =>
        {
            MirrorPipeline pipeline = Build(world, waveSize: 1);
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 60, t => t.ClosedRuns.Count > 0);
            if (how == "rolls back")
            {
                world.Cluster.Monitoring.FailWhenServing(Second, TimeSpan.FromMinutes(1));
            }
            else if (how == "is aborted")
            {
                await world.TickAsync(pipeline, 30, t => t.OpenRun is { Phase: SwitchoverPhase.Bake });
            }

            if (how != "rolls back")
            {
                pipeline.Operator.Abort("ann", "stop").IsAccepted.ShouldBeTrue();
            }

            await world.TickAsync(pipeline, 90, t =>
            {
                fewest = Math.Min(fewest, world.Serving);
                return IsDone(world, t, first);
            });
            pipeline.Status.RejectedDigest.ShouldBe(Second);
            await world.TickAsync(pipeline, 10);
        });

        world.Runs.Last().Plan.ShouldSatisfyAllConditions(p => p.Wave!.IsBackward.ShouldBeTrue(), p => p.Digest.ShouldBe(first));
        world.Runs.Count(r => r.Plan.Digest == Second && r.Outcome == SwitchoverOutcome.Committed).ShouldBe(1);
        fewest.ShouldBe(3);
        world.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest == first);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_SurgeBetweenWaves_CoverJoinsAtTheOldDigestAndIsReplacedToo()
    {
        int surge = int.MaxValue;
        PipelineWorld world = new(m => m >= 20 ? 38 : 25, live: 3, profile: new SimulationProfile { MaxInstances = 9 });
        world.Run(async () =>
        {
            MirrorPipeline pipeline = Build(world, waveSize: 1);
            await world.TickAsync(pipeline, 14);
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 120, t =>
            {
                surge = pipeline.Status.OpenRelease is not null && t.ClosedRuns.Any(r => r.Plan.Kind == SwitchoverKind.Join) ? Math.Min(surge, world.Ticks.Count) : surge;
                return IsDone(world, t, Second);
            });
        });

        surge.ShouldBeLessThan(int.MaxValue, "a join between two waves");
        world.Serving.ShouldBeGreaterThanOrEqualTo(4);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_DesiredChangesBetweenWaves_TheReleaseIsFinishedFirst()
    {
        var third = new ConfigDigest(new string('3', ConfigDigest.Length));
        PipelineWorld world = World();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = Build(world, waveSize: 2);
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 60, t => t.ClosedRuns.Count > 0);
            world.Cluster.Configuration.Desired = third;
            await world.TickAsync(pipeline, 120, t => IsDone(world, t, third));
        });
        world.Runs.Select(r => r.Plan.Digest).ShouldBe([Second, Second, third, third]);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tick_CrashAtAnyRecordOfAReleaseInWaves_Finishes(bool beforeTheRecord) =>
        Crashes.AtEveryRecord(() => World(), w => Builder(w, 2), 50, beforeTheRecord, beforeTick: (w, tick) => w.Cluster.Configuration.Desired = tick >= 2 ? Second : w.Cluster.Configuration.Desired);

    private static bool IsDone(PipelineWorld world, TickResult tick, ConfigDigest digest) => tick.OpenRun is null
        && world.Cluster.Fleet.Instances.Where(i => i.IsServing).All(i => i.Digest == digest) && world.Cluster.Fleet.Instances.All(i => i.Digest == digest);

    private static PipelineWorld World(int maxInstances = 100) => PipelineWorld.Steady(profile: new SimulationProfile { MaxInstances = maxInstances });

    private static MirrorPipeline Build(PipelineWorld world, int? waveSize = null) => Builder(world, waveSize).Build();

    private static MirrorPipelineBuilder Builder(PipelineWorld world, int? waveSize) =>
        world.Builder().AddService("web", s => s.WaveSize = waveSize).Configure(o => o.Switchover.Bake = TimeSpan.FromMinutes(3));
}
