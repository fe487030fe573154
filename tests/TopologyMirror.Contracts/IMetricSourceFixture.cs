using TopologyMirror.Metrics;

namespace TopologyMirror.Contracts;

/// <summary>A metric source that holds some samples.</summary>
public interface IMetricSourceFixture : IContractFixture
{
    /// <summary>The implementation.</summary>
    IMetricSource Source { get; }

    /// <summary>The metric that the samples are of.</summary>
    LoadMetric Metric { get; }

    /// <summary>
    /// All the samples that the source holds and that can be seen by now, oldest first: at least 6, on the grid of the metric, with at least
    /// one step missing between the first and the last.
    /// </summary>
    IReadOnlyList<LoadSample> Samples { get; }
}
