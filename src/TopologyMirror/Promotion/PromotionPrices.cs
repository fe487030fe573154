using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>What instances and their absence cost. Immutable.</summary>
/// <param name="InstanceHour">An instance-hour that is paid; zero or greater.</param>
/// <param name="MissingInstanceHour">An instance-hour that is needed and not served; zero or greater.</param>
public readonly record struct PromotionPrices(double InstanceHour, double MissingInstanceHour)
{
    /// <summary>The currency of both; null when they are counted in paid instance-hours. Default: null.</summary>
    public string? Currency { get; init; }

    /// <summary>The prices where none are given: everything is counted in paid instance-hours.</summary>
    /// <param name="missingCost">What a missing instance-hour costs in paid ones; at least 1.</param>
    public static PromotionPrices OfMissingCost(double missingCost)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(missingCost, 1);
        return new PromotionPrices(1, missingCost);
    }

    /// <summary>The prices of a service; where the price of a missing instance-hour is not given, it is so many times that of a paid one.</summary>
    /// <param name="costs">The prices; null for none.</param>
    /// <param name="service">The service.</param>
    /// <param name="missingCost">What a missing instance-hour costs in paid ones; at least 1.</param>
    /// <returns>The prices; null where the service has none.</returns>
    public static PromotionPrices? Of(CostModel? costs, ServiceName service, double missingCost) =>
        costs is not null && costs.InstanceHour.TryGetValue(service, out double price)
            ? new PromotionPrices(price, costs.MissingInstanceHour ?? (price * missingCost)) { Currency = costs.Currency }
            : null;
}
