using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Benchmarks;

/// <summary>A simulated cluster under a daily wave with noise, ticked by hand.</summary>
public sealed class WaveCluster
{
    private static readonly DateTimeOffset Start = new(2026, 1, 8, 0, 0, 0, TimeSpan.Zero);

    private readonly SimulationWorld _world = new(1, Start);
    private readonly MirrorPipeline _pipeline;

    public WaveCluster(int days)
    {
        SimulatedCluster cluster = _world.Cluster(new ClusterName("wave"));
        SimulationRandom noise = _world.Random("noise");
        var load = new double[days * 24 * 60];
        for (int i = 0; i < load.Length; i++)
        {
            load[i] = Math.Max(1000 + (600 * Math.Sin(2 * Math.PI * i / 1440)) + (60 * noise.NextNormal()), 0);
        }

        cluster.Metrics.Set(new MetricName("requests"), new SimulatedLoad(Start.AddDays(-7), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), load));
        cluster.StartLive(new ServiceName("web"), 25);
        _pipeline = new MirrorPipelineBuilder("wave")
            .AddService("web", s => s.LoadPerInstance = 50)
            .AddLoadMetric("requests")
            .UseSimulation(_world)
            .RunAs(ControlMode.Automatic)
            .Build();
    }

    /// <summary>Ticks once a minute.</summary>
    /// <param name="minutes">How often.</param>
    /// <returns>Joins that were committed.</returns>
    public int Tick(int minutes)
    {
        int joins = 0;
        _world.Run(async () =>
        {
            for (int i = 0; i < minutes; i++)
            {
                DateTimeOffset next = _world.Now.AddTicks(TimeSpan.TicksPerMinute - (_world.Now.UtcTicks % TimeSpan.TicksPerMinute));
                TickResult result = await _pipeline.TickAsync(CancellationToken.None).ConfigureAwait(false);
                joins += result.ClosedRuns.Count(r => r is { Plan.Kind: SwitchoverKind.Join, Outcome: SwitchoverOutcome.Committed });
                await _world.WaitUntilAsync(next).ConfigureAwait(false);
            }
        });
        return joins;
    }
}
