using TopologyMirror.Contracts;
using TopologyMirror.Metrics;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Contracts;

internal sealed class SimulatedMetricFixture : SimulatedFixture, IMetricSourceFixture
{
    private const int Past = 30;

    public SimulatedMetricFixture(Func<IMetricSource, IMetricSource>? wrap = null)
    {
        // Half of the load lies in the future, and the newest minute is not visible yet.
        double[] values = [.. Enumerable.Range(0, 2 * Past).Select(i => i is 7 or 8 ? double.NaN : 100.5 + i)];
        DateTimeOffset start = World.Start - (Past * Metric.Step);
        Simulated.Metrics.Set(Metric.Name, new SimulatedLoad(start, Metric.Step, 2 * Metric.Step, values));
        Samples =
        [
            .. values.Take(Past - 1).Select((value, i) => new LoadSample(start + (i * Metric.Step), value)).Where(s => !double.IsNaN(s.Value)),
        ];
        Source = wrap?.Invoke(Simulated.Metrics) ?? Simulated.Metrics;
    }

    public IMetricSource Source { get; }

    public LoadMetric Metric { get; } = new() { Name = new MetricName("requests") };

    public IReadOnlyList<LoadSample> Samples { get; }

    public static FixtureScope<IMetricSourceFixture> Scope(Func<IMetricSource, IMetricSource>? wrap = null) =>
        Scope<SimulatedMetricFixture, IMetricSourceFixture>(() => new SimulatedMetricFixture(wrap));
}
