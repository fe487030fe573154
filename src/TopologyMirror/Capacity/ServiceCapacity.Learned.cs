using TopologyMirror.Metrics;

namespace TopologyMirror.Capacity;

public sealed partial record ServiceCapacity
{
    /// <summary>The same service with what is planned on an instance; where nothing is, the metric does not drive it.</summary>
    /// <param name="learned">What is known of one of its metrics.</param>
    public ServiceCapacity With(LearnedCapacity learned)
    {
        ArgumentNullException.ThrowIfNull(learned);
        var loads = new SortedDictionary<MetricName, double>(LoadPerInstance.ToDictionary(l => l.Key, l => l.Value));
        if (learned.Planned is { } planned)
        {
            loads[learned.Metric] = planned;
        }
        else
        {
            loads.Remove(learned.Metric);
        }

        return this with { LoadPerInstance = loads };
    }
}
