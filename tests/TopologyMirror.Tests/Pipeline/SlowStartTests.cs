using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>Instances that start cold serve more when they are brought to their full weight step by step.</summary>
public sealed class SlowStartTests
{
    private static readonly SimulationProfile Cold = new() { ColdStartShare = 0.1, WarmUp = TimeSpan.FromMinutes(5) };

    [Fact]
    public void Tick_ColdInstances_ServeMoreWithASlowStart()
    {
        double atOnce = Shortfall(TimeSpan.Zero);
        double slowly = Shortfall(TimeSpan.FromMinutes(5));
        atOnce.ShouldBeGreaterThan(0);
        slowly.ShouldBeLessThan(0.8 * atOnce);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tick_CrashAtAnyRecordOfARamp_Finishes(bool beforeTheRecord) => Crashes.AtEveryRecord(
        () => new PipelineWorld(m => m is >= 6 and < 20 ? 55 : 25, routers: "edge"),
        w => w.Builder().Configure(o => o.Switchover.SlowStart = TimeSpan.FromMinutes(2)),
        60,
        beforeTheRecord);

    /// <summary>Load that was not served from the moment on in which the surge's instances get their first requests, in instance-minutes.</summary>
    private static double Shortfall(TimeSpan slowStart)
    {
        var world = new PipelineWorld(m => m >= 6 ? 42 : 25, live: 3, profile: Cold);
        double missed = 0;
        world.World.Repeat(TimeSpan.FromSeconds(5), () =>
        {
            double offered = world.World.Now >= world.World.Start.AddMinutes(6) ? 4.2 : 2.5;
            missed += world.Cluster.Serving(PipelineWorld.Web) > 3 ? (offered - world.Cluster.ServedAsRouted(PipelineWorld.Web, offered)) / 12 : 0;
        });
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder().Configure(o => o.Switchover.SlowStart = slowStart).Build();
            await world.TickAsync(pipeline, 40);
        });
        world.Runs.ShouldContain(r => r.Plan.Kind == SwitchoverKind.Join && r.Outcome == SwitchoverOutcome.Committed);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
        return missed;
    }
}
