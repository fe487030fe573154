using TopologyMirror.Topology;

namespace TopologyMirror.Capacity;

/// <summary>What the shadow has cost in one calendar month in UTC. Immutable.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Amount">What it has cost since the month began.</param>
/// <param name="Until">Up to when that is counted.</param>
public sealed record ShadowSpending(string Currency, double Amount, DateTimeOffset Until)
{
    /// <summary>The first moment of a month in UTC.</summary>
    /// <param name="time">A moment of it.</param>
    public static DateTimeOffset MonthOf(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Counts on to a moment by what stands in the shadow then: each instance costs from its launch, or from what is counted already, or from
    /// the beginning of the month. Where nothing is counted yet, or in another currency, that is the estimate: what has been ended before is
    /// not in it.
    /// </summary>
    /// <param name="before">What is counted; null when nothing is known.</param>
    /// <param name="costs">What instances cost.</param>
    /// <param name="shadow">What stands in the shadow now.</param>
    /// <param name="now">The moment.</param>
    public static ShadowSpending Count(ShadowSpending? before, CostModel costs, IEnumerable<ObservedInstance> shadow, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(shadow);
        bool isKnown = before is not null && string.Equals(before.Currency, costs.Currency, StringComparison.Ordinal);
        DateTimeOffset month = MonthOf(now);
        DateTimeOffset from = isKnown && before!.Until > month ? before.Until : month;
        double amount = isKnown && MonthOf(before!.Until) == month ? before.Amount : 0;
        foreach (ObservedInstance instance in shadow)
        {
            DateTimeOffset since = instance.LaunchedAt > from ? instance.LaunchedAt : from;
            amount += costs.Of(instance.Service, 1, since < now ? now - since : TimeSpan.Zero);
        }

        return new ShadowSpending(costs.Currency, amount, now > from ? now : from);
    }
}
