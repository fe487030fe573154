using TopologyMirror.Metrics;

namespace TopologyMirror.Capacity;

/// <summary>How much load one instance of a service carries within its objective, and how many instances there may be. Immutable.</summary>
public sealed partial record ServiceCapacity
{
    /// <summary>The service.</summary>
    public required ServiceName Service { get; init; }

    /// <summary>Fewest instances that serve. Default: 1.</summary>
    public int Floor { get; init; } = 1;

    /// <summary>Most instances that serve. Default: 200.</summary>
    public int Ceiling { get; init; } = 200;

    /// <summary>Floors that are in force at times. Default: none.</summary>
    public IReadOnlyList<ScheduledFloor> ScheduledFloors { get; init; } = [];

    /// <summary>
    /// Share above the forecast to which the ceiling is raised when the forecast exceeds it; zero or greater. Null: the ceiling holds,
    /// whatever is forecast. Default: null.
    /// </summary>
    public double? CeilingBuffer { get; init; }

    /// <summary>Most instances to which a forecast raises the ceiling; below the ceiling it has no effect. Default: none.</summary>
    public int? CeilingLimit { get; init; }

    /// <summary>
    /// Load that one instance carries, per metric, in the metric's unit. For a <see cref="MetricKind.Utilisation"/> it is the utilisation
    /// to aim at, for example 0.7.
    /// </summary>
    public required IReadOnlyDictionary<MetricName, double> LoadPerInstance { get; init; }

    /// <summary>Instances that a load takes, as a real number; null when the metric does not drive this service.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="load">A load, zero or greater.</param>
    public double? InstancesFor(LoadMetric metric, double load)
    {
        ArgumentNullException.ThrowIfNull(metric);
        bool drives = (metric.Service is null || metric.Service == Service) && LoadPerInstance.ContainsKey(metric.Name);
        return drives ? load / LoadPerInstance[metric.Name] : null;
    }

    /// <summary>The whole number of instances for a real one, within the ordinary floor and ceiling.</summary>
    /// <param name="instances">Instances as a real number.</param>
    public int Round(double instances) => (int)Math.Clamp(Whole(instances), Floor, Ceiling);
}
