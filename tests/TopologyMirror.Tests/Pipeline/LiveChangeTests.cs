using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>What changes at live is mirrored, and in the end the shadow is in step again.</summary>
public sealed class LiveChangeTests
{
    private static IEnumerable<SimulatedInstance> Shadow(PipelineWorld world) => world.Cluster.Fleet.Instances.Where(i => !i.IsServing);

    [Fact]
    public void Tick_LiveIsResized_ReplacesTheShadowWithoutLosingCover()
    {
        PipelineWorld world = PipelineWorld.Steady(profile: new SimulationProfile { Size = "small" });
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder().Configure(o => o.Shadow.StandingCover = 2).Build();
            await world.TickAsync(pipeline, 6);
            Shadow(world).Select(i => i.Size).ShouldBe(["small", "small"]);
            foreach (SimulatedInstance live in world.Cluster.Fleet.Instances.Where(i => i.IsServing))
            {
                live.Size = "large";
            }

            // A provider gives what it is asked for.
            int before = world.Ticks.Count;
            await world.TickAsync(pipeline, 8);
            Shadow(world).Select(i => i.Size).ShouldBe(["large", "large"]);
            world.Ticks.Skip(before).ShouldAllBe(t => t.Counts[0].Cover >= 2);
            world.Ticks[^1].Counts[0].Total.ShouldBe(5);
        });
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_LiveIsResizedBeforeASurge_IsInStepAgainAfterIt()
    {
        var world = new PipelineWorld(m => m is >= 20 and < 50 ? 55 : 25, profile: new SimulationProfile { Size = "small" });
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 15);
            foreach (SimulatedInstance live in world.Cluster.Fleet.Instances.Where(i => i.IsServing))
            {
                live.Size = "large";
            }

            await world.TickAsync(pipeline, 100);
            world.Cluster.Fleet.Instances.Select(i => i.Size).Distinct().ShouldBe(["large"]);
            world.Ticks[^1].Counts[0].ShouldSatisfyAllConditions(c => c.Live.ShouldBe(3), c => c.Cover.ShouldBe(1));
            world.Ticks.Last(t => t.Resynced is not null).Resynced.ShouldBe(world.Runs.Last().Plan.Run);
        });
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_TheProviderHasNoRoomForASuccessor_EndsTheMisfitFirst()
    {
        PipelineWorld world = PipelineWorld.Steady(profile: new SimulationProfile { Size = "small", MaxInstances = 4 });
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder().Configure(o => o.Shadow.MaxInstances = 1).Build();
            await world.TickAsync(pipeline, 6);
            foreach (SimulatedInstance live in world.Cluster.Fleet.Instances.Where(i => i.IsServing))
            {
                live.Size = "large";
            }

            await world.TickAsync(pipeline, 6);
            Shadow(world).Select(i => i.Size).ShouldBe(["large"]);
        });
    }

    [Fact]
    public void Tick_LiveSpansZones_PutsTheShadowWhereItIsFurthestBelow()
    {
        var world = new PipelineWorld(_ => 25, live: 3, new SimulationProfile { Zones = ["north", "south", "west"] });
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder().Configure(o => o.Shadow.StandingCover = 3).Build();
            await world.TickAsync(pipeline, 6);
            Shadow(world).Select(i => i.Zone!).Order(StringComparer.Ordinal).ShouldBe(["north", "south", "west"]);

            // Live leaves the south: the next shadow instances follow it.
            world.Cluster.Fleet.Instances.Single(i => i.IsServing && i.Zone == "south").Zone = "west";
            Shadow(world).Single(i => i.Zone == "south").Fail();
            await world.TickAsync(pipeline, 6);
            Shadow(world).Select(i => i.Zone!).Order(StringComparer.Ordinal).ShouldBe(["north", "west", "west"]);
            world.Ticks[^1].Counts[0].ShouldSatisfyAllConditions(c => c.Cover.ShouldBe(3), c => c.Arriving.ShouldBe(0));
        });
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }
}
