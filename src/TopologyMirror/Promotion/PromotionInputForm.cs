using System.Collections.Immutable;
using TopologyMirror.Capacity;
using TopologyMirror.Switchover;

namespace TopologyMirror.Promotion;

/// <summary>A <see cref="PromotionInput"/> as it is written: a member for each of its properties.</summary>
internal sealed record PromotionInputForm
{
    /// <summary>A weekly floor is written as its periods within this time, so that nothing depends on the time zones of the machine that reads it.</summary>
    private static readonly TimeSpan FloorsAhead = TimeSpan.FromDays(8);

    public required DateTimeOffset Now { get; init; }

    public required TimeSpan TickInterval { get; init; }

    public required CapacityPlanForm Plan { get; init; }

    public required IReadOnlyList<ServiceCapacityForm> Capacities { get; init; }

    public required IReadOnlyList<ServiceNeed> Needs { get; init; }

    public required IReadOnlyList<ServiceCounts> Counts { get; init; }

    public required LeadTimes LeadTimes { get; init; }

    public double MissingCost { get; init; } = 50;

    public DateTimeOffset? JumpedAt { get; init; }

    public required double ReactiveHeadroom { get; init; }

    public required int StandingCover { get; init; }

    public required bool RunOpen { get; init; }

    public DateTimeOffset? NoRunBefore { get; init; }

    public bool IsHeld { get; init; }

    public TimeSpan? ReleaseBake { get; init; }

    public OpenRelease? Release { get; init; }

    public int? Room { get; init; }

    public IReadOnlyList<int?> WaveSizes { get; init; } = [];

    public IReadOnlyList<ServiceName> CalledInShadow { get; init; } = [];

    public bool LiveIsUnhealthy { get; init; }

    public CostModelForm? Costs { get; init; }

    public FleetCaps? Caps { get; init; }

    public FleetUseForm? FleetUse { get; init; }

    public required PromotionMemoryForm Memory { get; init; }

    public static PromotionInputForm Of(PromotionInput input) => new()
    {
        Now = input.Now,
        TickInterval = input.TickInterval,
        Plan = CapacityPlanForm.Of(input.Plan),
        Capacities = [.. input.Capacities.Select(c => ServiceCapacityForm.Of(c, input.Now, Ahead(input)))],
        Needs = input.Needs,
        Counts = input.Counts,
        LeadTimes = input.LeadTimes,
        MissingCost = input.MissingCost,
        JumpedAt = input.JumpedAt,
        ReactiveHeadroom = input.ReactiveHeadroom,
        StandingCover = input.StandingCover,
        RunOpen = input.RunOpen,
        NoRunBefore = input.NoRunBefore,
        IsHeld = input.IsHeld,
        ReleaseBake = input.ReleaseBake,
        Release = input.Release,
        Room = input.Room,
        WaveSizes = input.WaveSizes,
        CalledInShadow = [.. input.CalledInShadow.Order()],
        LiveIsUnhealthy = input.LiveIsUnhealthy,
        Costs = input.Costs is { } costs ? CostModelForm.Of(costs) : null,
        Caps = input.Caps == FleetCaps.None ? null : input.Caps,
        FleetUse = input.FleetUse is { } use ? FleetUseForm.Of(use) : null,
        Memory = PromotionMemoryForm.Of(input.Memory),
    };

    public PromotionInput Read()
    {
        ServiceCapacity[] capacities = [.. Capacities.Select(static c => c.Read())];
        return new PromotionInput
        {
            Now = Now,
            TickInterval = TickInterval,
            Plan = Plan.Read(capacities),
            Capacities = capacities,
            Needs = Needs,
            Counts = Counts,
            LeadTimes = LeadTimes,
            MissingCost = MissingCost,
            JumpedAt = JumpedAt,
            ReactiveHeadroom = ReactiveHeadroom,
            StandingCover = StandingCover,
            RunOpen = RunOpen,
            NoRunBefore = NoRunBefore,
            IsHeld = IsHeld,
            ReleaseBake = ReleaseBake,
            Release = Release,
            Room = Room,
            WaveSizes = WaveSizes,
            CalledInShadow = ImmutableSortedSet.CreateRange(CalledInShadow),
            LiveIsUnhealthy = LiveIsUnhealthy,
            Costs = Costs?.Read(),
            Caps = Caps ?? FleetCaps.None,
            FleetUse = FleetUse?.Read(),
            Memory = Memory.Read(),
        };
    }

    /// <summary>The end of the time that a decision can ask floors for: its leads, its bake and its horizon, and some days for people.</summary>
    private static DateTimeOffset Ahead(PromotionInput input)
    {
        DateTimeOffset end = input.Now + FloorsAhead + input.LeadTimes.Launch + input.LeadTimes.Promote + input.TickInterval + (input.ReleaseBake ?? TimeSpan.Zero);
        foreach (MetricForecast metric in input.Plan.Forecasts)
        {
            if (metric.Result.TryGet(out Forecasting.LoadForecast? forecast) && forecast.Origin + (forecast.Steps * forecast.Step) is var horizon && horizon > end)
            {
                end = horizon;
            }
        }

        return end;
    }
}
