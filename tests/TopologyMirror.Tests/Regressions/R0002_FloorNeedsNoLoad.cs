using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Regressions;

/// <summary>While no load was known, a cluster stayed below its floor: at the first start, and after all of live had died.</summary>
public sealed class R0002_FloorNeedsNoLoad
{
    [Fact]
    public void Tick_FirstStartWithoutLoad_ReachesTheFloor()
    {
        var world = new PipelineWorld(_ => double.NaN, live: 0);
        MirrorPipeline pipeline = world.Builder().AddService("web", s => s.Floor = 2).Build();
        world.Run(() => world.TickAsync(pipeline, times: 30));

        world.Serving.ShouldBe(2);
        world.Ticks[0].Decision!.Reasons[0].ToString().ShouldBe("web: 0 live are below the floor of 2.");
        world.Ticks[^1].Decision!.Reasons[0].Code.ShouldBe(PromotionReasonCode.StaleLoad);
    }

    [Fact]
    public void Tick_AllOfLiveDiesWithItsLoad_ComesBack()
    {
        var world = new PipelineWorld(minute => minute < 20 ? 25 : double.NaN);
        MirrorPipeline pipeline = world.Build();
        world.Run(async () =>
        {
            await world.TickAsync(pipeline, times: 30);
            foreach (SimulatedInstance instance in world.Cluster.Fleet.Instances.Where(i => i.IsServing))
            {
                instance.Fail();
            }

            await world.TickAsync(pipeline, times: 30);
        });

        world.Serving.ShouldBeGreaterThanOrEqualTo(1);
    }
}
