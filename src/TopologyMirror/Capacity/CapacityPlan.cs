using System.Buffers;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Capacity;

/// <summary>
/// How many instances each service takes in the time ahead: the fewest that load exceeds at any moment of a window with no more than the
/// stated risk, over all metrics. Immutable; thread-safe as long as the courses of its forecasts are not disposed.
/// </summary>
/// <remarks>
/// The risk is that of the window, not of a step: the maximum over its steps is taken course by course, and over the metrics of a service
/// too. Of a metric without courses the quantiles of each step are taken, as if all steps rose and fell together, which understates the risk.
/// </remarks>
public sealed partial class CapacityPlan
{
    private readonly IReadOnlyList<MetricForecast> _forecasts;
    private readonly IReadOnlyList<ServiceCapacity> _services;

    /// <summary>Creates a plan.</summary>
    /// <param name="forecasts">The forecasts, one per metric.</param>
    /// <param name="services">The services.</param>
    /// <param name="risk">Accepted probability that the load of a window exceeds the planned capacity; between 0 and 1, exclusive.</param>
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

    /// <summary>Accepted probability that the load of a window exceeds the planned capacity.</summary>
    public double Risk { get; }

    /// <summary>The forecasts that the plan rests on.</summary>
    public IReadOnlyList<MetricForecast> Forecasts => _forecasts;

    /// <summary>What a service takes in [<paramref name="from"/>, <paramref name="to"/>).</summary>
    /// <param name="service">The service.</param>
    /// <param name="from">Start of the window, inclusive; steps that are past count as the first.</param>
    /// <param name="to">End of the window, exclusive; steps beyond the horizon count as the last.</param>
    /// <param name="risk">Another risk than the plan's; null for that.</param>
    /// <returns>The requirement, no less than the floors of the window; null when no metric of the service has a forecast.</returns>
    public CapacityRequirement? Required(ServiceName service, DateTimeOffset from, DateTimeOffset to, double? risk = null)
    {
        ServiceCapacity capacity = Of(service).In(from, to);
        double accepted = risk ?? Risk;
        CapacityRequirement? most = null;
        bool joint = false;
        foreach (MetricForecast metric in _forecasts)
        {
            if (Window(metric, capacity, from, to) is not { } window)
            {
                continue;
            }

            CapacityRequirement required = window.Required(1 - accepted);
            joint = most is not null;
            most = most is { } other && other.Real >= required.Real ? other : required;
        }

        if (joint && most is { } binding)
        {
            double real = Math.Max(JointMaximum(capacity, from, to, 1 - accepted), binding.Real);
            most = binding with { Real = real };
        }

        return most is { } m ? m with { Instances = capacity.RaisedFor(m.Real).Round(m.Real) } : null;
    }

    /// <summary>The same plan on the quantiles alone, for what is to be kept longer than the courses are.</summary>
    public CapacityPlan WithoutPaths() => new([.. _forecasts.Select(static f => f with { Paths = null })], _services, Risk);

    private ServiceCapacity Of(ServiceName service) => _services.First(s => s.Service == service);

    /// <summary>A metric of a service in a window; null when it does not drive the service or has no forecast.</summary>
    private static MetricWindow? Window(MetricForecast metric, ServiceCapacity capacity, DateTimeOffset from, DateTimeOffset to)
    {
        if (!metric.Result.TryGet(out LoadForecast? forecast) || capacity.InstancesFor(metric.Metric, 1) is not { } perLoad)
        {
            return null;
        }

        return MetricWindow.Of(metric, forecast, perLoad, from, to);
    }

    /// <summary>
    /// The quantile of the maximum over all metrics, course by course: the n-th courses of two metrics belong together. Metrics whose courses
    /// are fewer, or that have none, are left to their own requirement.
    /// </summary>
    private double JointMaximum(ServiceCapacity capacity, DateTimeOffset from, DateTimeOffset to, double probability)
    {
        int count = _forecasts.Max(f => f.Paths?.Count ?? 0);
        if (count == 0)
        {
            return 0;
        }

        double[] rented = ArrayPool<double>.Shared.Rent(2 * count);
        Span<double> most = rented.AsSpan(0, count);
        Span<double> own = rented.AsSpan(count, count);
        most.Clear();
        foreach (MetricForecast metric in _forecasts)
        {
            if (metric.Paths?.Count == count && Window(metric, capacity, from, to) is { } window)
            {
                window.Maxima(own, probability);
                VectorMath.Maximum(most, own);
            }
        }

        double quantile = SampleQuantile.Of(most, probability);
        ArrayPool<double>.Shared.Return(rented);
        return quantile;
    }
}
