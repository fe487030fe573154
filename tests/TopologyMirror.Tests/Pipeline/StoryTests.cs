using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

public sealed class StoryTests
{
    // 25 requests per second take 3 instances with headroom, 55 take 7.
    private static double Surge(int minute) => minute is >= 10 and < 40 ? 55 : 25;

    [Fact]
    public void TickAsync_LoadRisesAndFalls_ShadowGrowsJoinsServesAndLeavesAgain()
    {
        var world = new PipelineWorld(Surge);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 6);
            world.Summary().ShouldBe("serving 3, instances 4, routes 3, watched 3, violations 0");

            await world.TickAsync(pipeline, 20);
            world.Summary().ShouldBe("serving 7, instances 8, routes 7, watched 7, violations 0");

            await world.TickAsync(pipeline, 45);
            world.Serving.ShouldBe(3);
            world.Cluster.Fleet.Instances.Count.ShouldBe(4);
            world.Cluster.Watch.Violations.ShouldBeEmpty();
        });

        world.Ticks.Select(t => t.Decision!.Kind).Distinct().ShouldBe(
            [PromotionKind.Grow, PromotionKind.Hold, PromotionKind.Join, PromotionKind.ScaleIn], ignoreOrder: true);
        world.Runs.ShouldAllBe(r => r.Outcome == SwitchoverOutcome.Committed);
        world.Runs.Count(r => r.Plan.Kind == SwitchoverKind.Join).ShouldBeInRange(1, 4);
        world.Ticks[^1].OpenRun.ShouldBeNull();
        world.ShouldHaveJournaledEveryEffect();
    }

    [Fact]
    public void TickAsync_Join_WatchesBeforeItRoutesThroughEveryRouter()
    {
        var world = new PipelineWorld(Surge, routers: "edge");
        world.Run(async () => await world.TickAsync(world.Build(), 25));

        foreach (InstanceId id in world.Runs.SelectMany(r => r.Plan.Promote))
        {
            int watched = world.LogIndex($"attached {id} ");
            watched.ShouldBeGreaterThan(0);
            foreach (string router in new[] { "shop/lb", "shop/edge" })
            {
                world.World.Log.Events.ToList().FindIndex(e => string.Equals(e.Component, router, StringComparison.Ordinal) && e.Text.Contains($"{id}=100", StringComparison.Ordinal))
                    .ShouldBeGreaterThan(watched);
            }
        }

        world.Serving.ShouldBe(7);
    }

    [Fact]
    public void TickAsync_RetiredInstance_DrainsThenLeavesRoutesFleetAndMonitoringAndIsForgotten()
    {
        var world = new PipelineWorld(Surge);
        world.Run(async () => await world.TickAsync(world.Build(), 75));

        SwitchoverState[] shrinks = [.. world.Runs.Where(r => r.Plan.Retire.Count > 0)];
        shrinks.ShouldNotBeEmpty();
        foreach (InstanceId id in shrinks.SelectMany(r => r.Plan.Retire))
        {
            int[] order = [world.LogIndex($"in force {id}=0"), world.LogIndex($"removed {id} "), world.LogIndex($"{id} terminated"), world.LogIndex($"detached {id} ")];
            order.ShouldBe(order.Order());
            order[0].ShouldBeGreaterThan(0);
        }

        world.Cluster.Routers[0].Truth().Routes.Select(r => r.Instance).ShouldBeSubsetOf(world.Cluster.Fleet.Instances.Select(i => i.Id));
        world.Cluster.Monitoring.Truth().Watched.ShouldBeSubsetOf(world.Cluster.Fleet.Instances.Select(i => i.Id));
        RunBook book = world.Journal.Aggregate(RunBook.Empty, static (b, r) => b.Apply(r));
        (book.Retiring.Count, book.AwaitingResync).ShouldBe((0, null));
    }

    [Fact]
    public void TickAsync_AfterARun_NotesOnceThatTheShadowIsInStep()
    {
        var world = new PipelineWorld(Surge);
        world.Run(async () => await world.TickAsync(world.Build(), 75));

        RunId[] resynced = [.. world.Ticks.Select(t => t.Resynced).OfType<RunId>()];
        resynced.ShouldContain(world.Runs.Last(r => r.Plan.Kind == SwitchoverKind.Join).Plan.Run);
        resynced[^1].ShouldBe(world.Runs.Last().Plan.Run);
        resynced.ShouldBeUnique();
        world.Journal.Count(r => r.Kind == JournalRecordKind.Resynced).ShouldBe(resynced.Length);
    }

    [Fact]
    public void TickAsync_SameSeedTwice_IsTheSameStory()
    {
        string[] hashes = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            var world = new PipelineWorld(Surge);
            world.Run(async () => await world.TickAsync(world.Build(), 75));
            return world.World.Log.Hash;
        })];
        hashes[0].ShouldBe(hashes[1]);
    }

    [Fact]
    public void TickAsync_NoRoomForCover_DemotesPerServiceUntilTheCoverIsFull()
    {
        var world = new PipelineWorld(_ => 15, live: 6, new SimulationProfile { MaxInstances = 12 });
        world.Cluster.StartLive(new ServiceName("api"), 6);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder().AddService("api", s => s.LoadPerInstance = 10).Build();
            await world.TickAsync(pipeline, 20, t => t.ClosedRuns.Count > 0);
        });

        RunPlan plan = world.Runs.Single().Plan;
        plan.Demote.Select(i => i.Value[..3]).ShouldBe(["api", "web"]);
        plan.Retire.Select(i => i.Value[..3]).ShouldBe(["api", "api", "web", "web"]);
    }

    [Fact]
    public void TickAsync_LiveInstanceDies_IsReplacedAndCleanedUp()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 6);
            world.Cluster.Fleet.Instances.First().Fail();
            await world.TickAsync(pipeline, 15);
        });

        world.Summary().ShouldBe("serving 3, instances 4, routes 3, watched 3, violations 0");
    }
}
