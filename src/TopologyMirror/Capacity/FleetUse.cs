namespace TopologyMirror.Capacity;

/// <summary>What caps are held against: what exists, what was launched and what was spent. Immutable.</summary>
public sealed record FleetUse
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Time to the next decision: what stands until then is paid for until then.</summary>
    public required TimeSpan TickInterval { get; init; }

    /// <summary>Instances of the cluster that are not being ended.</summary>
    public required int Total { get; init; }

    /// <summary>Those of them that are in the shadow.</summary>
    public required int Shadow { get; init; }

    /// <summary>What was launched within the last hour. Default: nothing.</summary>
    public LaunchHistory Launches { get; init; } = LaunchHistory.Empty;

    /// <summary>What the shadow has cost in this month. Default: 0.</summary>
    public double ShadowSpend { get; init; }

    /// <summary>What instances cost; null when no service has a price. Default: null.</summary>
    public CostModel? Costs { get; init; }

    /// <summary>When the month of the budget ends, in UTC.</summary>
    public DateTimeOffset MonthEnd => ShadowSpending.MonthOf(Now).AddMonths(1);
}
