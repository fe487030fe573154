using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Capacity;

/// <summary>What one instance gets of a forecast load. Pure.</summary>
public static class InstanceShare
{
    /// <summary>
    /// The highest load of the forecast at a probability, divided by the instances that serve it: as many as the most demanding metric
    /// takes, within the ordinary floor and the ceiling that the forecast allows.
    /// </summary>
    /// <param name="capacity">The service.</param>
    /// <param name="forecasts">The forecasts, one per metric.</param>
    /// <param name="probability">The load of a step is at or below what is counted with this probability; between 0 and 1, exclusive.</param>
    /// <returns>By metric, in the metric's unit; only metrics that drive the service and have a forecast.</returns>
    public static IReadOnlyDictionary<MetricName, double> Of(ServiceCapacity capacity, IReadOnlyList<MetricForecast> forecasts, double probability)
    {
        ArgumentNullException.ThrowIfNull(capacity);
        ArgumentNullException.ThrowIfNull(forecasts);
        SortedDictionary<MetricName, double> loads = [];
        double instances = 0;
        foreach (MetricForecast metric in forecasts)
        {
            if (metric.Result.TryGet(out LoadForecast? forecast) && capacity.InstancesFor(metric.Metric, 0) is not null)
            {
                double load = 0;
                for (int step = 1; step <= forecast.Steps; step++)
                {
                    load = Math.Max(load, forecast.Quantile(step, probability));
                }

                loads[metric.Metric.Name] = load;
                instances = Math.Max(instances, capacity.InstancesFor(metric.Metric, load)!.Value);
            }
        }

        int serving = capacity.RaisedFor(instances).Round(instances);
        SortedDictionary<MetricName, double> shares = [];
        foreach ((MetricName name, double load) in loads)
        {
            shares[name] = load / serving;
        }

        return shares;
    }
}
