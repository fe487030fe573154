using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Promotion;

/// <summary>Equally likely courses of one metric's load. Immutable.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Paths">The courses.</param>
public sealed record MetricPaths(LoadMetric Metric, LoadPaths Paths);
