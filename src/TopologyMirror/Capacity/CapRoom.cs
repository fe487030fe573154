namespace TopologyMirror.Capacity;

/// <summary>What caps still leave while it is shared out, and which of them have cut something.</summary>
internal sealed class CapRoom(FleetCaps caps, FleetUse use, int total, int shadow, int launches)
{
    // Money that pays for a whole instance up to rounding pays for it.
    private const double Slack = 1e-9;

    private readonly SortedDictionary<FleetCap, ServiceName> _cut = [];
    private int _total = total;
    private int _shadow = shadow;
    private int _launches = launches;
    private double _money = caps.ShadowBudgetPerMonth - use.ShadowSpend ?? double.PositiveInfinity;

    /// <summary>The caps that have cut something, and the first service that they have cut.</summary>
    public IReadOnlyDictionary<FleetCap, ServiceName> Cut => _cut;

    /// <summary>Takes room for instances.</summary>
    /// <param name="service">Their service.</param>
    /// <param name="wanted">How many.</param>
    /// <param name="isForLive">True when they are on their way into live: then neither the shadow's cap nor money cuts them.</param>
    /// <param name="isPaid">True when money does not cut them.</param>
    /// <returns>How many there may be.</returns>
    public int Take(ServiceName service, int wanted, bool isForLive, bool isPaid)
    {
        int allowed = Limit(FleetCap.TotalInstances, service, wanted, _total);
        allowed = Limit(FleetCap.LaunchesPerHour, service, allowed, _launches);
        allowed = isForLive ? allowed : Limit(FleetCap.ShadowInstances, service, allowed, _shadow);
        allowed = isForLive || isPaid ? allowed : Limit(FleetCap.ShadowBudgetPerMonth, service, allowed, Affordable(service));
        _total -= allowed;
        _launches -= allowed;
        _shadow -= allowed;
        _money -= allowed * PriceOf(service);
        return allowed;
    }

    private int Limit(FleetCap cap, ServiceName service, int wanted, int left)
    {
        if (wanted > Math.Max(left, 0))
        {
            _cut.TryAdd(cap, service);
        }

        return Math.Clamp(left, 0, wanted);
    }

    /// <summary>What is left pays for so many until the next decision. Nothing is left once the budget is used up, whatever the price.</summary>
    private int Affordable(ServiceName service) =>
        double.IsPositiveInfinity(_money) ? int.MaxValue
        : _money <= 0 ? 0
        : PriceOf(service) is var price && price > 0 ? (int)Math.Clamp(Math.Floor((_money / price) + Slack), 0, int.MaxValue)
        : int.MaxValue;

    private double PriceOf(ServiceName service) => use.Costs?.Of(service, 1, use.TickInterval) ?? 0;
}
