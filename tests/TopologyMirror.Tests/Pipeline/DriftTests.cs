using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>A hand edit of a live instance is reported by name, never copied, and repaired.</summary>
public sealed class DriftTests
{
    private static readonly ConfigDigest Edited = new(new string('0', ConfigDigest.Length));

    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    [InlineData(1)]
    public void Tick_OneLiveInstanceIsEdited_IsReplacedAndNeverCopied(int live)
    {
        var world = new PipelineWorld(m => m == 5 ? (live * 10) + 5 : (live * 10) - 5, live);
        world.Run(async () =>
        {
            // The surge lets a first run commit: from then on the journal knows what live runs.
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 60);
            world.Runs.ShouldContain(r => r.Plan.Kind == SwitchoverKind.Join);
            int serving = world.Serving;
            SimulatedInstance edited = world.Cluster.Fleet.Instances.First(i => i.IsServing);
            ConfigDigest good = edited.Digest;
            edited.Digest = Edited;
            int before = world.Ticks.Count;

            await world.TickAsync(pipeline, 1);
            pipeline.Status.Drifted.ShouldBe([edited.Id]);
            pipeline.Status.LiveDigest.ShouldBe(good);
            await world.TickAsync(pipeline, 30);
            SwitchoverState[] repair = [.. world.Ticks.Skip(before).SelectMany(t => t.ClosedRuns)];
            repair.Select(r => (r.Plan.Kind, r.Plan.Actor, r.Outcome)).ShouldBe(
                [(SwitchoverKind.Join, "drift", SwitchoverOutcome.Committed), (SwitchoverKind.ScaleIn, "drift", SwitchoverOutcome.Committed)]);
            repair[1].Plan.Retire.ShouldBe([edited.Id]);
            world.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest == good);
            world.Ticks.Skip(before).ShouldAllBe(t => t.Counts[0].Live >= serving);
            (world.Serving, pipeline.Status.Drifted.Count).ShouldBe((serving, 0));
            world.Ticks.Last(t => t.Resynced is not null).Resynced.ShouldBe(repair[1].Plan.Run);
        });
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("hold")]
    [InlineData("recommend")]
    public void Tick_PausedHeldOrRecommending_RepairsOnlyAfterwards(string what)
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 6);
            if (what == "recommend")
            {
                await pipeline.DisposeAsync();
                pipeline = world.Build(ControlMode.Recommend);
            }

            _ = what == "pause" ? pipeline.Operator.Pause("ann", "game day") : what == "hold" ? pipeline.Operator.Hold("ann", "freeze") : default;
            await world.TickAsync(pipeline, 1);
            world.Cluster.Fleet.Instances.First(i => i.IsServing).Digest = Edited;
            await world.TickAsync(pipeline, 10);
            (world.Runs.Count(), pipeline.Status.Drifted.Count).ShouldBe((0, 1));

            if (what == "recommend")
            {
                await pipeline.DisposeAsync();
                pipeline = world.Build();
            }

            _ = what == "pause" ? pipeline.Operator.Resume("ann", "over") : what == "hold" ? pipeline.Operator.Release("ann") : default;
            await world.TickAsync(pipeline, 20);
            world.Runs.Select(r => r.Plan.Kind).ShouldBe([SwitchoverKind.Join, SwitchoverKind.ScaleIn]);
        });
        world.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest != Edited);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_DriftWhileAReleaseIsDue_LeavesItToTheRelease()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 6);
            world.Cluster.Configuration.Desired = Second;
            world.Cluster.Fleet.Instances.First(i => i.IsServing).Digest = Edited;
            await world.TickAsync(pipeline, 60);
        });
        world.Runs.Select(r => (r.Plan.Kind, r.Outcome)).ShouldBe([(SwitchoverKind.Replace, SwitchoverOutcome.Committed)]);
        world.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest == Second);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Abort_WhileADriftedInstanceLeaves_PutsItBackAndRepairsItLater()
    {
        PipelineWorld world = PipelineWorld.Steady(
            profile: new SimulationProfile { ShortestDataPlaneLag = TimeSpan.FromSeconds(10), LongestDataPlaneLag = TimeSpan.FromSeconds(12) });
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 6);
            world.Cluster.Fleet.Instances.First(i => i.IsServing).Digest = Edited;
            await world.TickAsync(pipeline, 10, t => t.ClosedRuns.Any(r => r.Plan.Kind == SwitchoverKind.Join));
            world.World.Schedule(TimeSpan.FromSeconds(50), () => pipeline.Operator.Abort("ann", "stop").IsAccepted.ShouldBeTrue());
            await world.TickAsync(pipeline, 40);
        });
        world.Runs.Select(r => (r.Plan.Kind, r.Outcome)).ShouldBe(
            [
                (SwitchoverKind.Join, SwitchoverOutcome.Committed), (SwitchoverKind.ScaleIn, SwitchoverOutcome.RolledBack), (SwitchoverKind.ScaleIn, SwitchoverOutcome.Committed),
            ]);
        (world.Serving, world.Ticks[^1].OpenRun).ShouldBe((3, null));
        world.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest != Edited);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_SurgeWhileRepairing_ServesTheLoadFirst()
    {
        var world = new PipelineWorld(m => m is >= 12 and < 40 ? 55 : 25);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 8);
            world.Cluster.Fleet.Instances.First(i => i.IsServing).Digest = Edited;
            await world.TickAsync(pipeline, 20);
            world.Serving.ShouldBeGreaterThanOrEqualTo(6);
            await world.TickAsync(pipeline, 60);
        });
        (world.Serving, world.Ticks[^1].Counts[0].Cover).ShouldBe((3, 1));
        world.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest != Edited);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }
}
