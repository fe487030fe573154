using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>What instances and their absence cost. Immutable.</summary>
/// <param name="InstanceHour">An instance-hour that is paid; zero or greater.</param>
/// <param name="MissingInstanceHour">An instance-hour that is needed and not served; zero or greater.</param>
public readonly record struct PromotionPrices(double InstanceHour, double MissingInstanceHour)
{
    /// <summary>The currency of both; null when they are counted in paid instance-hours. Default: null.</summary>
    public string? Currency { get; init; }

    /// <summary>
    /// The prices that an accepted risk implies where none are given: a missing instance-hour is worth (1 − risk) ÷ risk paid ones, so that the
    /// cheapest capacity is the one that load exceeds with the accepted probability (the newsvendor's critical ratio).
    /// </summary>
    /// <param name="risk">The accepted risk; between 0 and 1, exclusive.</param>
    /// <remarks>Source: Arrow, Harris and Marschak, "Optimal Inventory Policy", Econometrica 1951.</remarks>
    public static PromotionPrices OfRisk(double risk)
    {
        if (!(risk > 0 && risk < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(risk), risk, "A risk lies between 0 and 1, exclusive.");
        }

        return new PromotionPrices(1, (1 - risk) / risk);
    }

    /// <summary>The prices of a service; where the price of a missing instance-hour is not given, the accepted risk implies it.</summary>
    /// <param name="costs">The prices; null for none.</param>
    /// <param name="service">The service.</param>
    /// <param name="risk">The accepted risk; between 0 and 1, exclusive.</param>
    /// <returns>The prices; null where the service has none.</returns>
    public static PromotionPrices? Of(CostModel? costs, ServiceName service, double risk) =>
        costs is not null && costs.InstanceHour.TryGetValue(service, out double price)
            ? new PromotionPrices(price, costs.MissingInstanceHour ?? (price * OfRisk(risk).MissingInstanceHour)) { Currency = costs.Currency }
            : null;
}
