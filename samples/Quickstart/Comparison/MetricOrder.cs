using TopologyMirror.Metrics;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.Quickstart.Comparison;

/// <summary>
/// Tells which series a metric of the cluster carries: names of metrics are stricter than those of files, so a replay may have to rename
/// what it loads. Immutable.
/// </summary>
internal sealed class MetricOrder
{
    private readonly Dictionary<MetricName, int> _indices = [];

    /// <summary>Finds the series of every metric by its values.</summary>
    /// <param name="replay">The replay, set up.</param>
    /// <param name="series">Its series.</param>
    public MetricOrder(PipelineReplay replay, IReadOnlyList<TraceSeries> series)
    {
        foreach ((MetricName name, SimulatedLoad load) in replay.World.Cluster(new ClusterName(PipelineReplay.ClusterName)).Metrics.Loads)
        {
            _indices[name] = Enumerable.Range(0, series.Count).First(i =>
                load.Values.SequenceEqual(series[i].Values) || load.Values.SequenceEqual(replay.Trace.Metrics[i].Observed.ToArray()));
        }
    }

    /// <summary>Index of the series that a metric carries.</summary>
    /// <param name="metric">The metric.</param>
    public int IndexOf(MetricName metric) => _indices[metric];
}
