using TopologyMirror.Pipeline;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Regressions;

/// <summary>A live instance that vanished from the fleet kept its route at full weight, and its place in monitoring.</summary>
public sealed class R0005_VanishedInstancesLeaveNoTrace
{
    [Fact]
    public void Tick_InstanceIsLost_LeavesRoutesAndMonitoringAfterThreeListings()
    {
        var world = new PipelineWorld(_ => 35, live: 4);
        MirrorPipeline pipeline = world.Build();
        InstanceId lost = default;
        world.Run(async () =>
        {
            await world.TickAsync(pipeline, times: 15);
            lost = world.Cluster.Fleet.Instances.First(i => i.IsServing).Id;
            world.Cluster.Fleet.Lose(lost);
            await world.TickAsync(pipeline, times: 2);
            world.Ticks[^1].World!.Routes[0].Find(lost).ShouldNotBeNull();
            await world.TickAsync(pipeline, times: 15);
        });

        world.Ticks[^1].World!.Routes[0].Find(lost).ShouldBeNull();
        world.Ticks[^1].World!.Monitoring!.Watched.ShouldNotContain(lost);
        world.Serving.ShouldBe(4);
    }
}
