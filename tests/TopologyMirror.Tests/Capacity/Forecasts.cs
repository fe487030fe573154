using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Tests.Capacity;

/// <summary>Forecasts by hand: levels 0.1, 0.5, 0.9 and 0.95, one row per minute, from noon.</summary>
internal static class Forecasts
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static LoadMetric Metric(string name) => new() { Name = new MetricName(name) };

    /// <summary>The 95 % quantile of each step, and the others a fixed share below.</summary>
    public static MetricForecast Of(string metric, params double[] highs) => new(
        Metric(metric),
        ForecastResult.Of(new LoadForecast(
            Noon, TimeSpan.FromMinutes(1), [0.1, 0.5, 0.9, 0.95], [.. highs.SelectMany(h => new[] { h * 0.6, h * 0.8, h * 0.9, h })])));

    public static MetricForecast NotReady(string metric) =>
        new(Metric(metric), ForecastResult.Of(new ForecastNotReady(NotReadyReason.TooFewSamples, "too few", null)));
}
