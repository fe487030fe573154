using TopologyMirror.Metrics;

namespace TopologyMirror.Simulation;

/// <summary>Gives the load of a simulated cluster as far as it can be seen by now.</summary>
public sealed class SimulatedMetricSource : IMetricSource
{
    private readonly SimulatedCluster _cluster;
    private readonly SortedDictionary<MetricName, SimulatedLoad> _loads = [];

    internal SimulatedMetricSource(SimulatedCluster cluster) => _cluster = cluster;

    /// <inheritdoc/>
    public string Name => "simulated-metrics";

    /// <summary>The loads by metric, in ordinal order.</summary>
    public IReadOnlyDictionary<MetricName, SimulatedLoad> Loads => _loads;

    /// <summary>Sets the load of a metric.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="load">Its load, future included: what cannot be seen yet is not given out.</param>
    public void Set(MetricName metric, SimulatedLoad load)
    {
        ArgumentNullException.ThrowIfNull(load);
        _loads[metric] = load;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LoadSample>> ReadAsync(MetricReadArguments arguments, CancellationToken cancellationToken) =>
        _cluster.Calls.AnswerAsync<IReadOnlyList<LoadSample>>("metrics", "Read", () => Visible(arguments), cancellationToken);

    private List<LoadSample> Visible(MetricReadArguments arguments)
    {
        if (!_loads.TryGetValue(arguments.Metric.Name, out SimulatedLoad? load))
        {
            return [];
        }

        DateTimeOffset now = _cluster.World.Now;
        long first = Math.Max(0, ((arguments.From - load.Start).Ticks + load.Step.Ticks - 1) / load.Step.Ticks);
        var samples = new List<LoadSample>();
        for (long i = first; i < load.Values.Count; i++)
        {
            DateTimeOffset time = load.Start + (i * load.Step);
            if (time >= arguments.To || time + load.VisibleAfter > now)
            {
                break;
            }

            double value = load.Values[(int)i];
            if (!double.IsNaN(value))
            {
                samples.Add(new LoadSample(time, value));
            }
        }

        return samples;
    }
}
