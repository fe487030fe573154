using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>The same demand on 3 or on 8 instances is the same history: promotions leave no trace in what is learnt.</summary>
public sealed class UtilisationHistoryTests
{
    private const double Demand = 1.8;

    [Fact]
    public void TickAsync_SeriesOfPromotions_LeavesTheLoadHistoryAsItIs()
    {
        PipelineWorld world = PipelineWorld.Steady();
        var loads = new List<double>();
        world.Run(async () =>
        {
            var source = new MeanUtilisation(world);
            MirrorPipeline pipeline = new MirrorPipelineBuilder(world.Cluster.Name.Value).UseSimulation(world.World)
                .AddService("web", s => s.LoadPerInstance = 1).AddLoadMetric("cpu", m => m.Utilisation(), source)
                .UseForecaster(new BlindForecaster()).RunAs(ControlMode.Recommend).Build();
            world.Cluster.Fleet.PlaceReady(PipelineWorld.Web, 5);
            await world.TickAsync(pipeline, 2);
            for (int i = 0; i < 6; i++)
            {
                _ = i % 2 == 0 ? pipeline.Operator.Promote("ann", "test") : pipeline.Operator.Rollback("ann", "test");
                await world.TickAsync(pipeline, 5);
            }

            loads.AddRange(world.Ticks.Skip(2).Select(t => t.Needs[0].Real));
            world.Ticks.Select(t => t.Counts[0].Live).Distinct().Order().ShouldBe([3, 8]);
        });

        world.Runs.Count().ShouldBe(6);

        // Between promotions to the last digit; in the minute of a promotion as well as it is observed, a few seconds late.
        loads.Count(l => Math.Abs(l - Demand) < 1e-9).ShouldBeGreaterThan(loads.Count / 2);
        loads.ShouldAllBe(l => Math.Abs(l - Demand) < 0.1 * Demand);
    }

    /// <summary>Measures the utilisation of what serves each second, and gives its mean over instances and seconds per minute.</summary>
    private sealed class MeanUtilisation : IMetricSource
    {
        private readonly PipelineWorld _world;
        private readonly SortedDictionary<DateTimeOffset, (double Busy, double Serving)> _minutes = [];

        public MeanUtilisation(PipelineWorld world)
        {
            _world = world;
            Measure();
        }

        public string Name => "mean-utilisation";

        public ValueTask<IReadOnlyList<LoadSample>> ReadAsync(MetricReadArguments arguments, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<LoadSample>>(
            [
                .. _minutes.Where(m => m.Key >= arguments.From && m.Key.AddMinutes(2) <= _world.World.Now).Select(m => new LoadSample(m.Key, m.Value.Busy / m.Value.Serving)),
            ]);

        private void Measure()
        {
            DateTimeOffset now = _world.World.Now;
            DateTimeOffset minute = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
            (double busy, double serving) = _minutes.GetValueOrDefault(minute);
            _minutes[minute] = (busy + Demand, serving + _world.Serving);
            _world.World.Schedule(TimeSpan.FromSeconds(1), Measure);
        }
    }
}
