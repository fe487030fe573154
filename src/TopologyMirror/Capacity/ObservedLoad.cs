using TopologyMirror.Metrics;

namespace TopologyMirror.Capacity;

/// <summary>The newest load of a metric. Immutable.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Load">The load, in the metric's unit; for a utilisation already as load.</param>
/// <param name="End">End of the step that it covers.</param>
public sealed record ObservedLoad(LoadMetric Metric, double Load, DateTimeOffset End)
{
    /// <summary>True when the sample is older than 3 steps and the visibility delay.</summary>
    /// <param name="now">The moment to judge at.</param>
    public bool IsStale(DateTimeOffset now) => now - End > Metric.StaleAfter;
}
