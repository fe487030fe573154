namespace TopologyMirror.Capacity;

/// <summary>What instances cost, and what it costs when one is missing. Immutable.</summary>
public sealed record CostModel
{
    /// <summary>Currency of all prices, as it is to be shown. Default: USD.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Price of an instance-hour, per service that has one; greater than zero.</summary>
    public required IReadOnlyDictionary<ServiceName, double> InstanceHour { get; init; }

    /// <summary>Price of an instance-hour that was needed and not there; null when none is set. Default: null.</summary>
    public double? MissingInstanceHour { get; init; }

    /// <summary>What a missing instance-hour of a service costs in instance-hours that are paid; null unless both have a price. At least 1.</summary>
    /// <param name="service">The service.</param>
    public double? MissingCostOf(ServiceName service) =>
        MissingInstanceHour is { } missing && InstanceHour.TryGetValue(service, out double paid) ? Math.Max(missing / paid, 1) : null;
}
