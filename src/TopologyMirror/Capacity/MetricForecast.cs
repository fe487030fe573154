using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Capacity;

/// <summary>The forecast of a metric, or why there is none.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Result">The forecast or the reason.</param>
public sealed record MetricForecast(LoadMetric Metric, ForecastResult Result);
