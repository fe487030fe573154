using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Simulation;

public sealed class SimulatedWorkTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ServiceName Api = new("api");

    [Fact]
    public void Work_ColdInstances_CarryLess()
    {
        var world = new SimulationWorld(1, Start);
        SimulatedCluster cluster = world.Cluster(new ClusterName("shop"));
        cluster.Profile = new SimulationProfile { ColdStartShare = 0.5, WarmUp = TimeSpan.FromMinutes(10) };
        cluster.StartLive(Api, 2);
        SimulatedInstance cold = cluster.Fleet.Instances.First();
        cold.FirstRoutedAt = Start;

        cluster.Work(Api, 2).ShouldBe(new SimulatedWork(2, 1.5));
        cluster.Work(Api, 2).Shortfall.ShouldBe(0.5);
        cluster.Work(Api, 0.75).Utilisation.ShouldBe(0.5);
        world.Run(() => world.WaitUntilAsync(Start.AddMinutes(5)));
        cluster.Power(Api).ShouldBe(1.75, 1e-9);
        world.Run(() => world.WaitUntilAsync(Start.AddMinutes(20)));
        cluster.Power(Api).ShouldBe(2);
    }

    [Fact]
    public void Utilisation_AcrossAPromotion_IsOneHistoryOfLoad()
    {
        // The load is constant; the pipeline sees utilisation only, and promotes in between.
        var world = new SimulationWorld(1, Start);
        SimulatedCluster cluster = world.Cluster(new ClusterName("shop"));
        cluster.StartLive(Api, 4);
        var load = new SimulatedLoad(Start, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), [.. Enumerable.Repeat(300.0, 600)]);
        cluster.Metrics.SetUtilisation(new MetricName("cpu"), Api, load, loadPerInstance: 100);
        MirrorPipeline pipeline = new MirrorPipelineBuilder("shop")
            .AddService("api", s => s.LoadPerInstance = 0.6)
            .AddLoadMetric("cpu", m => m.Utilisation())
            .UseSimulation(world)
            .WithStandingCover()
            .RunAs(ControlMode.Automatic)
            .Build();
        int joins = 0;
        var needs = new List<double>();
        world.Run(async () =>
        {
            for (int minute = 0; minute < 120; minute++)
            {
                await world.WaitUntilAsync(Start.AddMinutes(minute));
                TickResult tick = await pipeline.TickAsync(CancellationToken.None);
                joins += tick.ClosedRuns.Sum(r => r.Plan.Promote.Count);
                if (minute > 5)
                {
                    needs.Add(tick.Needs[0].Real);
                }
            }
        });

        joins.ShouldBeGreaterThan(0);
        cluster.Serving(Api).ShouldBeGreaterThanOrEqualTo(5);

        // 300 of load keep 3 instances busy; at a utilisation of 0.6 that takes 5, before the promotion as after it. In the minute of the
        // promotion the mean is as good as what served was observed, a few seconds late.
        needs.Count(n => Math.Abs(n - 5) > 1e-6).ShouldBeLessThanOrEqualTo(joins);
        needs.ShouldAllBe(n => Math.Abs(n - 5) < 0.25);
    }
}
