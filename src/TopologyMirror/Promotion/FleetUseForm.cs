using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>A <see cref="FleetUse"/> as it is written: a member for each of its properties.</summary>
internal sealed record FleetUseForm
{
    public required DateTimeOffset Now { get; init; }

    public required TimeSpan TickInterval { get; init; }

    public required int Total { get; init; }

    public required int Shadow { get; init; }

    public IReadOnlyList<RecommendationForm> Launches { get; init; } = [];

    public double ShadowSpend { get; init; }

    public CostModelForm? Costs { get; init; }

    public static FleetUseForm Of(FleetUse use) => new()
    {
        Now = use.Now,
        TickInterval = use.TickInterval,
        Total = use.Total,
        Shadow = use.Shadow,
        Launches = [.. use.Launches.Entries.Select(static l => new RecommendationForm(l.Time, l.Count))],
        ShadowSpend = use.ShadowSpend,
        Costs = use.Costs is { } costs ? CostModelForm.Of(costs) : null,
    };

    public FleetUse Read() => new()
    {
        Now = Now,
        TickInterval = TickInterval,
        Total = Total,
        Shadow = Shadow,
        Launches = Launches.Aggregate(LaunchHistory.Empty, static (history, l) => history.Add(l.At, l.N)),
        ShadowSpend = ShadowSpend,
        Costs = Costs?.Read(),
    };
}
