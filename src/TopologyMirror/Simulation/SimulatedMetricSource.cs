using TopologyMirror.Metrics;

namespace TopologyMirror.Simulation;

/// <summary>Gives the load of a simulated cluster as far as it can be seen by now.</summary>
public sealed class SimulatedMetricSource : IMetricSource
{
    private readonly SimulatedCluster _cluster;
    private readonly SortedDictionary<MetricName, SimulatedLoad> _loads = [];
    private readonly SortedDictionary<MetricName, SimulatedUtilisation> _utilisations = [];

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

    /// <summary>
    /// Gives, under a name of its own, the utilisation of the instances that carry a load. It is measured from now on, so it has no history.
    /// </summary>
    /// <param name="metric">The utilisation's name.</param>
    /// <param name="service">The service that carries the load.</param>
    /// <param name="load">The load.</param>
    /// <param name="loadPerInstance">The load that keeps one warm instance busy all the time.</param>
    public void SetUtilisation(MetricName metric, ServiceName service, SimulatedLoad load, double loadPerInstance)
    {
        ArgumentNullException.ThrowIfNull(load);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(loadPerInstance);
        _utilisations[metric] = new SimulatedUtilisation(_cluster, service, load, _ => loadPerInstance);
    }

    /// <summary>Gives such a utilisation of instances whose capacity changes over time, as it is measured: with an idle share, and noise.</summary>
    /// <param name="metric">The utilisation's name.</param>
    /// <param name="service">The service that carries the load.</param>
    /// <param name="load">The load.</param>
    /// <param name="loadPerInstance">The load that keeps one warm instance busy all the time, by the time.</param>
    /// <param name="noise">What the measurement adds.</param>
    public void SetUtilisation(MetricName metric, ServiceName service, SimulatedLoad load, Func<DateTimeOffset, double> loadPerInstance, SimulatedNoise noise)
    {
        ArgumentNullException.ThrowIfNull(load);
        ArgumentNullException.ThrowIfNull(loadPerInstance);
        _utilisations[metric] = new SimulatedUtilisation(_cluster, service, load, loadPerInstance, noise);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LoadSample>> ReadAsync(MetricReadArguments arguments, CancellationToken cancellationToken) =>
        _cluster.Calls.AnswerAsync<IReadOnlyList<LoadSample>>("metrics", "Read", () => _cluster.Trouble.Distort(Visible(arguments)), cancellationToken);

    /// <summary>From now until a time all loads are a multiple of what they would have been.</summary>
    internal void Surge(DateTimeOffset until, double factor)
    {
        foreach ((MetricName metric, SimulatedLoad load) in _loads.ToArray())
        {
            double[] values = [.. load.Values];
            long last = (until - load.Start).Ticks / load.Step.Ticks;
            for (long i = Math.Max((_cluster.World.Now - load.Start).Ticks / load.Step.Ticks, 0); i <= last && i < values.Length; i++)
            {
                values[i] *= factor;
            }

            _loads[metric] = load with { Values = values };
        }

        _cluster.Note("metrics", FormattableString.Invariant($"the load surges to {factor:0.00} times what it would be"));
    }

    private List<LoadSample> Visible(MetricReadArguments arguments)
    {
        DateTimeOffset now = _cluster.World.Now;
        if (_utilisations.TryGetValue(arguments.Metric.Name, out SimulatedUtilisation? utilisation))
        {
            return utilisation.Samples
                .Where(s => s.Time >= arguments.From && s.Time < arguments.To && s.Time + utilisation.VisibleAfter <= now)
                .ToList();
        }

        if (!_loads.TryGetValue(arguments.Metric.Name, out SimulatedLoad? load))
        {
            return [];
        }

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
