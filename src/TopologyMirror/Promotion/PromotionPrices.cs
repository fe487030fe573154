namespace TopologyMirror.Promotion;

/// <summary>What instances and their absence cost. Both in the same money, or both in paid instance-hours.</summary>
/// <param name="InstanceHour">An instance-hour that is paid; positive.</param>
/// <param name="MissingInstanceHour">An instance-hour that is needed and not served; zero or greater.</param>
public readonly record struct PromotionPrices(double InstanceHour, double MissingInstanceHour)
{
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
}
