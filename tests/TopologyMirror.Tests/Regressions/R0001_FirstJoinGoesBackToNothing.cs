using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Regressions;

/// <summary>A first join that had to be undone was refused its way back, since that empties the router, and blocked the cluster for good.</summary>
public sealed class R0001_FirstJoinGoesBackToNothing
{
    [Fact]
    public void Join_OfAClusterWithNothingLive_EndsAndIsTriedAgain()
    {
        var world = new PipelineWorld(_ => 25, live: 0, new SimulationProfile { LongestDataPlaneLag = TimeSpan.FromMinutes(4) }, "south");
        MirrorPipeline pipeline = world.Build();
        world.Run(async () =>
        {
            await world.TickAsync(pipeline, times: 60);
            world.Cluster.Profile = new SimulationProfile();
            await world.TickAsync(pipeline, times: 60);
        });

        world.Runs.ShouldContain(r => r.Outcome == SwitchoverOutcome.RolledBack);
        world.Runs.ShouldContain(r => r.Outcome == SwitchoverOutcome.Committed);
        world.Serving.ShouldBeGreaterThanOrEqualTo(3);
    }
}
