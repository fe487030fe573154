using TopologyMirror.Forecasting;

namespace TopologyMirror.Capacity;

/// <summary>
/// How many instances each service takes in the time ahead: for every step the load quantile at one minus the stated risk, divided by the
/// load per instance, and the maximum over metrics and steps. Immutable and thread-safe.
/// </summary>
public sealed class CapacityPlan
{
    private readonly IReadOnlyList<MetricForecast> _forecasts;
    private readonly IReadOnlyList<ServiceCapacity> _services;

    /// <summary>Creates a plan.</summary>
    /// <param name="forecasts">The forecasts, one per metric.</param>
    /// <param name="services">The services.</param>
    /// <param name="risk">Accepted probability that the load of a step exceeds the planned capacity; between 0 and 1, exclusive.</param>
    public CapacityPlan(IReadOnlyList<MetricForecast> forecasts, IReadOnlyList<ServiceCapacity> services, double risk)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        ArgumentNullException.ThrowIfNull(services);
        if (!(risk > 0 && risk < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(risk), risk, "A risk lies between 0 and 1, exclusive.");
        }

        _forecasts = forecasts;
        _services = services;
        Risk = risk;
    }

    /// <summary>Accepted probability that the load of a step exceeds the planned capacity.</summary>
    public double Risk { get; }

    /// <summary>The forecasts that the plan rests on.</summary>
    public IReadOnlyList<MetricForecast> Forecasts => _forecasts;

    /// <summary>What a service takes in [<paramref name="from"/>, <paramref name="to"/>).</summary>
    /// <param name="service">The service.</param>
    /// <param name="from">Start of the window, inclusive; steps that are past count as the first.</param>
    /// <param name="to">End of the window, exclusive; steps beyond the horizon count as the last.</param>
    /// <returns>The requirement, no less than the floors of the window; null when no metric of the service has a forecast.</returns>
    public CapacityRequirement? Required(ServiceName service, DateTimeOffset from, DateTimeOffset to)
    {
        ServiceCapacity capacity = _services.First(s => s.Service == service).In(from, to);
        CapacityRequirement? most = null;
        foreach (MetricForecast metric in _forecasts)
        {
            if (!metric.Result.TryGet(out LoadForecast? forecast) || capacity.InstancesFor(metric.Metric, 0) is null)
            {
                continue;
            }

            // The instant `to` itself is not covered: a window that ends on a step's edge does not reach into the next step.
            int first = StepAt(forecast, from + TimeSpan.FromTicks(1));
            int last = Math.Max(StepAt(forecast, to), first);
            for (int step = first; step <= last; step++)
            {
                double load = forecast.Quantile(step, 1 - Risk);
                double real = capacity.InstancesFor(metric.Metric, load)!.Value;
                if (most is null || real > most.Value.Real)
                {
                    DateTimeOffset at = forecast.Origin + ((step - 1) * forecast.Step);
                    most = new CapacityRequirement(capacity.RaisedFor(real).Round(real), real, metric.Metric.Name, at, load);
                }
            }
        }

        return most;
    }

    /// <summary>The step that holds the instant before <paramref name="time"/>: ceil((time − origin) ÷ step), within the horizon.</summary>
    private static int StepAt(LoadForecast forecast, DateTimeOffset time)
    {
        long ahead = (time - forecast.Origin).Ticks;
        long step = (ahead + forecast.Step.Ticks - 1) / forecast.Step.Ticks;
        return (int)Math.Clamp(step, 1, forecast.Steps);
    }
}
