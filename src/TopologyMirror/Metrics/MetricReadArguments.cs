namespace TopologyMirror.Metrics;

/// <summary>What <see cref="IMetricSource.ReadAsync"/> is asked for.</summary>
/// <param name="Cluster">The cluster that the metric belongs to.</param>
/// <param name="Metric">The metric.</param>
/// <param name="From">Start of the range, inclusive.</param>
/// <param name="To">End of the range, exclusive.</param>
public readonly record struct MetricReadArguments(ClusterName Cluster, LoadMetric Metric, DateTimeOffset From, DateTimeOffset To);
