using TopologyMirror.Metrics;

namespace TopologyMirror.Capacity;

/// <summary>What the newest observed load asks of a service: the maximum over its metrics. Immutable.</summary>
/// <param name="Service">The service.</param>
/// <param name="Real">Instances as a real number, before floor, ceiling and rounding.</param>
/// <param name="Instances">The whole number within floor and ceiling.</param>
/// <param name="Binding">The metric that asks for most.</param>
/// <param name="LoadEnd">End of the oldest sample that it rests on.</param>
/// <param name="IsStale">True when a metric's newest sample is older than its limit, or there is none.</param>
public sealed record ServiceNeed(
    ServiceName Service, double Real, int Instances, MetricName? Binding, DateTimeOffset? LoadEnd, bool IsStale)
{
    /// <summary>Computes the need of a service.</summary>
    /// <param name="capacity">The service.</param>
    /// <param name="metrics">All metrics of the cluster.</param>
    /// <param name="loads">The newest load of each metric that has one.</param>
    /// <param name="now">The moment to judge ages at.</param>
    public static ServiceNeed Of(
        ServiceCapacity capacity, IReadOnlyList<LoadMetric> metrics, IReadOnlyList<ObservedLoad> loads, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(capacity);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(loads);
        double real = 0;
        bool stale = false;
        MetricName? binding = null;
        DateTimeOffset? end = null;
        foreach (LoadMetric metric in metrics)
        {
            if (capacity.InstancesFor(metric, 0) is null)
            {
                continue;
            }

            ObservedLoad? load = loads.FirstOrDefault(l => l.Metric.Name == metric.Name);
            if (load is null)
            {
                stale = true;
                continue;
            }

            stale |= load.IsStale(now);
            end = end is null || load.End < end ? load.End : end;
            double instances = capacity.InstancesFor(metric, load.Load)!.Value;
            if (binding is null || instances > real)
            {
                (real, binding) = (instances, metric.Name);
            }
        }

        return new ServiceNeed(capacity.Service, real, capacity.Round(real), binding, end, stale || binding is null);
    }
}
