using TopologyMirror.Forecasting;

namespace TopologyMirror.Capacity;

public sealed partial class CapacityPlan
{
    /// <summary>The typical need of a service in a window: the mean of the steps' medians, of the metric that asks for most.</summary>
    /// <param name="service">The service.</param>
    /// <param name="from">Start of the window, inclusive.</param>
    /// <param name="to">End of the window, exclusive; steps beyond the horizon count as the last.</param>
    /// <returns>Instances as a real number; null when no metric of the service has a forecast.</returns>
    public double? Typical(ServiceName service, DateTimeOffset from, DateTimeOffset to)
    {
        ServiceCapacity capacity = Of(service);
        double? most = null;
        foreach (MetricForecast metric in _forecasts)
        {
            if (Window(metric, capacity, from, to) is { } window)
            {
                most = Math.Max(most ?? 0, window.Typical());
            }
        }

        return most;
    }

    /// <summary>When all services together are expected to need least for some time.</summary>
    /// <param name="from">The first moment at which that time may begin.</param>
    /// <param name="to">The last one; moments are looked at that the forecast can tell apart.</param>
    /// <param name="length">How long the time is.</param>
    /// <returns>The start and its typical need in instances, the earliest of equals; null when nothing is forecast as far as that.</returns>
    public (DateTimeOffset At, double Instances)? Trough(DateTimeOffset from, DateTimeOffset to, TimeSpan length)
    {
        (DateTimeOffset At, double Instances)? lowest = null;
        TimeSpan step = TimeSpan.MaxValue;
        DateTimeOffset horizon = DateTimeOffset.MaxValue;
        foreach (MetricForecast metric in _forecasts)
        {
            if (metric.Result.TryGet(out LoadForecast? forecast))
            {
                step = forecast.Step < step ? forecast.Step : step;
                DateTimeOffset end = forecast.Origin + (forecast.Steps * forecast.Step);
                horizon = end < horizon ? end : horizon;
            }
        }

        DateTimeOffset last = horizon - length < to ? horizon - length : to;
        for (DateTimeOffset at = from; step < TimeSpan.MaxValue && at <= last; at += step)
        {
            double instances = _services.Sum(s => Typical(s.Service, at, at + length) ?? 0);
            lowest = lowest is { } l && l.Instances <= instances ? lowest : (at, instances);
        }

        return lowest;
    }
}
