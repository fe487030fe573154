using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Regressions;

/// <summary>A live instance that a router had forgotten was paid for ever, never routed again and never retired.</summary>
public sealed class R0004_ForgottenRoutesComeBack
{
    [Theory]
    [InlineData("lb")]
    [InlineData("lb", "south")]
    public void Tick_RouterForgetsLiveInstances_RoutesThemAgain(params string[] forgetful)
    {
        var world = new PipelineWorld(_ => 35, live: 4, profile: null, "south");
        MirrorPipeline pipeline = world.Build();
        world.Run(async () =>
        {
            await world.TickAsync(pipeline, times: 15);
            SimulatedInstance[] live = [.. world.Cluster.Fleet.Instances.Where(i => i.IsServing)];
            foreach (SimulatedRouter router in world.Cluster.Routers.Where(r => forgetful.Contains(r.Description.Name, StringComparer.Ordinal)))
            {
                router.Forget(live[0].Id);
                router.Forget(live[1].Id);
            }

            await world.TickAsync(pipeline, times: 15);
            live.ShouldAllBe(i => i.IsServing);
        });

        // Four that serve and one that stands by: nothing new had to be launched for those that were there.
        world.Cluster.Fleet.Instances.Count.ShouldBe(5);
    }
}
