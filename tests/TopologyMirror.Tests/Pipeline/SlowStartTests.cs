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
        slowly.ShouldBeLessThan(0.5 * atOnce);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tick_CrashAtAnyRecordOfARamp_Finishes(bool beforeTheRecord) => Crashes.AtEveryRecord(
        () => new PipelineWorld(m => m is >= 6 and < 20 ? 55 : 25, routers: "edge"),
        w => w.Builder().Configure(o => o.Switchover.SlowStart = TimeSpan.FromMinutes(2)),
        60,
        beforeTheRecord);

    /// <summary>Load that was not served while two cold instances join three warm ones that could carry nearly all of it, in instance-minutes.</summary>
    private static double Shortfall(TimeSpan slowStart)
    {
        const double offered = 2.9;
        var world = new PipelineWorld(_ => 10 * offered, live: 3, profile: Cold);
        double missed = 0;
        world.World.Repeat(TimeSpan.FromSeconds(5), () => missed += (offered - world.Cluster.ServedAsRouted(PipelineWorld.Web, offered)) / 12);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder().Configure(o => (o.Switchover.SlowStart, o.Shadow.StandingCover) = (slowStart, 2)).Build();
            await world.TickAsync(pipeline, 5);
            pipeline.Operator.Pause("ann", "test");
            pipeline.Operator.Promote("ann", "test");
            await world.TickAsync(pipeline, 20);
        });
        world.Runs.Single().ShouldSatisfyAllConditions(r => r.Outcome.ShouldBe(SwitchoverOutcome.Committed), r => r.Plan.Promote.Count.ShouldBe(2));
        world.Cluster.Watch.Violations.ShouldBeEmpty();
        return missed;
    }
}
