using TopologyMirror.Capacity;

namespace TopologyMirror.Tests.Capacity;

public sealed class CapRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly ServiceName Api = new("api");
    private static readonly ServiceName Web = new("web");

    // 4 live and nothing lacking; 2 stand by, 3 more for a forecast, 4 candidates.
    private static readonly ShadowDemand Calm = new(Web, BelowFloor: 0, Lacking: 0, Standing: 2, Cover: 5, Candidate: 4);

    private static FleetUse Use { get; } = new() { Now = Noon, TickInterval = TimeSpan.FromMinutes(1), Total = 4, Shadow = 0 };

    private static CostModel Prices { get; } = new("EUR", [new(Api, 60), new(Web, 6)]);

    [Fact]
    public void Targets_NoCap_IsWhatIsWanted()
    {
        CapVerdict verdict = CapRule.Targets(FleetCaps.None, Use, [Calm]);
        verdict.Allowed.ShouldBe([new ShadowTarget(Web, 5, 4)]);
        verdict.Reached.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(9, 5, 4)]
    [InlineData(8, 4, 4)]
    [InlineData(6, 2, 4)]
    [InlineData(5, 2, 3)]
    [InlineData(1, 1, 0)]
    [InlineData(0, 0, 0)]
    public void Targets_ShadowCap_CutsForecastCoverThenCandidatesThenStandingCover(int cap, int cover, int candidates)
    {
        CapVerdict verdict = CapRule.Targets(new FleetCaps { ShadowInstances = cap }, Use, [Calm]);
        verdict.Allowed.ShouldBe([new ShadowTarget(Web, cover, candidates)]);
        verdict.Reached.ShouldBe(cap == 9 ? [] : [new ReachedCap(FleetCap.ShadowInstances, Web, 9, cap)]);
    }

    [Theory]
    [InlineData(13, 9)]
    [InlineData(12, 8)]
    [InlineData(5, 1)]
    [InlineData(4, 0)]
    [InlineData(1, 0)]
    public void Targets_TotalCap_LeavesTheShadowWhatLiveLeaves(int cap, int shadow)
    {
        CapVerdict verdict = CapRule.Targets(new FleetCaps { TotalInstances = cap }, Use, [Calm]);
        (verdict.Allowed[0].Cover + verdict.Allowed[0].Candidate).ShouldBe(shadow);
        verdict.Reached.ShouldBe(shadow == 9 ? [] : [new ReachedCap(FleetCap.TotalInstances, Web, 13, cap)]);
    }

    // 6 an hour are 0.10 a minute.
    [Theory]
    [InlineData(0.90, 9)]
    [InlineData(0.89, 8)]
    [InlineData(0.10, 1)]
    [InlineData(0.09, 0)]
    [InlineData(0.00, 0)]
    [InlineData(-5.0, 0)]
    public void Targets_Budget_LeavesWhatIsPaidForUntilTheNextDecision(double left, int shadow)
    {
        FleetUse use = Use with { ShadowSpend = 100 - left, Costs = Prices };
        CapVerdict verdict = CapRule.Targets(new FleetCaps { ShadowBudgetPerMonth = 100 }, use, [Calm]);
        (verdict.Allowed[0].Cover + verdict.Allowed[0].Candidate).ShouldBe(shadow);
        verdict.Reached.ShouldBe(shadow == 9 ? [] : [
            new ReachedCap(FleetCap.ShadowBudgetPerMonth, Web, 100 - left, shadow, new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero))]);
    }

    [Fact]
    public void Targets_BudgetUsedUp_CutsNeitherWhatLiveLacksNorAReleaseThatHasBegun()
    {
        FleetUse use = Use with { ShadowSpend = 100, Costs = Prices };
        ShadowDemand demand = Calm with { Lacking = 3, HasBegun = true };
        CapRule.Targets(new FleetCaps { ShadowBudgetPerMonth = 100 }, use, [demand]).Allowed.ShouldBe([new ShadowTarget(Web, 3, 4)]);
    }

    [Fact]
    public void Targets_ShadowCapOfZero_StillLetsLiveHaveWhatItLacks() =>
        CapRule.Targets(new FleetCaps { ShadowInstances = 0 }, Use, [Calm with { Lacking = 3 }]).Allowed.ShouldBe([new ShadowTarget(Web, 3, 0)]);

    [Fact]
    public void Targets_TotalCap_ServesFloorsOfEveryServiceBeforeTheNeedOfAny()
    {
        ShadowDemand api = new(Api, BelowFloor: 1, Lacking: 6, Standing: 2, Cover: 8, Candidate: 0);
        ShadowDemand web = new(Web, BelowFloor: 2, Lacking: 2, Standing: 2, Cover: 4, Candidate: 3);

        int[] At(int room) => [.. CapRule.Targets(new FleetCaps { TotalInstances = 4 + room }, Use, [api, web]).Allowed.Select(a => a.Cover + a.Candidate)];

        At(1).ShouldBe([1, 0]);
        At(3).ShouldBe([1, 2]);
        At(8).ShouldBe([6, 2]);
        At(10).ShouldBe([6, 4]);
    }

    [Fact]
    public void Targets_SeveralCaps_TheTightestHoldsAndEachIsNamed()
    {
        FleetUse use = Use with { ShadowSpend = 99.7, Costs = Prices, Launches = LaunchHistory.Empty.Add(Noon.AddMinutes(-20), 9) };
        var caps = new FleetCaps { ShadowInstances = 8, TotalInstances = 8, ShadowBudgetPerMonth = 100, LaunchesPerHour = 10 };
        CapVerdict verdict = CapRule.Targets(caps, use, [Calm]);

        (verdict.Allowed[0].Cover + verdict.Allowed[0].Candidate).ShouldBe(3);
        verdict.Reached.Select(r => (r.Cap, r.Allowed)).ShouldBe([
            (FleetCap.TotalInstances, 8), (FleetCap.ShadowBudgetPerMonth, 3), (FleetCap.LaunchesPerHour, 1)], ignoreOrder: true);
    }

    [Theory]
    [InlineData(10, 10, null)]
    [InlineData(9, 9, 0)]
    [InlineData(5, 5, 20)]
    [InlineData(0, 0, null)]
    public void Targets_LaunchCap_TakesNothingAndSaysFromWhenOn(int cap, int allowedNow, int? minutes)
    {
        LaunchHistory launches = cap == 5 ? LaunchHistory.Empty.Add(Noon.AddMinutes(-40), 5) : LaunchHistory.Empty;
        CapVerdict verdict = CapRule.Targets(new FleetCaps { LaunchesPerHour = cap }, Use with { Launches = launches }, [Calm with { Cover = 6 }]);
        verdict.Allowed.ShouldBe([new ShadowTarget(Web, 6, 4)]);
        verdict.Reached.ShouldBe(cap == 10 ? [] : [
            new ReachedCap(FleetCap.LaunchesPerHour, Web, 10, cap == 5 ? 0 : allowedNow, minutes is { } m ? Noon.AddMinutes(m) : null)]);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(4, null, null)]
    [InlineData(3, 3, FleetCap.OverlapInstances)]
    [InlineData(0, 0, FleetCap.OverlapInstances)]
    public void Candidates_OverlapCap_LimitsTheWave(int? cap, int? room, FleetCap? reached)
    {
        (int? free, ReachedCap? by) = CapRule.Candidates(new FleetCaps { OverlapInstances = cap }, Use, [Calm]);
        (free, by?.Cap).ShouldBe((room, reached));
    }

    [Theory]
    [InlineData(6, null)]
    [InlineData(5, 3)]
    [InlineData(2, 0)]
    public void Candidates_ShadowCap_LeavesTheStandingCoverItsRoom(int cap, int? room)
    {
        (int? free, ReachedCap? by) = CapRule.Candidates(new FleetCaps { ShadowInstances = cap }, Use, [Calm]);
        (free, by?.Cap).ShouldBe((room, room is null ? null : FleetCap.ShadowInstances));
    }

    [Theory]
    [InlineData(null, null, null, 3, 4)]
    [InlineData(null, null, 12, 3, 4)]
    [InlineData(null, null, 11, 3, 3)]
    [InlineData(null, null, 7, 2, 0)]
    [InlineData(null, 5, null, 2, 0)]
    [InlineData(3, null, null, 3, 0)]
    [InlineData(4, null, null, 3, 1)]
    [InlineData(2, null, null, 2, 0)]
    public void Launches_WhatLiveLacks_GoesFirst(int? total, int? shadow, int? perHour, int first, int second)
    {
        // 4 exist, of which 2 in the shadow; 5 were launched within the hour; live lacks 2 of the first 3.
        FleetUse use = Use with { Total = 4, Shadow = 2, Launches = LaunchHistory.Empty.Add(Noon.AddMinutes(-5), 5) };
        var caps = new FleetCaps { TotalInstances = 4 + total, ShadowInstances = shadow is null ? null : 4, LaunchesPerHour = perHour };
        CapRule.Launches(caps, use, [new LaunchWish(Api, 3, 2), new LaunchWish(Web, 4, 0)]).Allowed.ShouldBe([first, second]);
    }

    [Fact]
    public void Launches_CapReached_SaysWhatIsMeantAndFromWhenOn()
    {
        FleetUse use = Use with { Total = 4, Shadow = 2, ShadowSpend = 100, Costs = Prices, Launches = LaunchHistory.Empty.Add(Noon.AddMinutes(-5), 5) };
        ReachedCap Reached(FleetCaps caps) => CapRule.Launches(caps, use, [new LaunchWish(Web, 3, 0)]).Reached.ShouldHaveSingleItem();

        Reached(new FleetCaps { LaunchesPerHour = 5 }).ShouldBe(new ReachedCap(FleetCap.LaunchesPerHour, Web, 3, 0, Noon.AddMinutes(55)));
        Reached(new FleetCaps { TotalInstances = 5 }).ShouldBe(new ReachedCap(FleetCap.TotalInstances, Web, 7, 5));
        Reached(new FleetCaps { ShadowInstances = 4 }).ShouldBe(new ReachedCap(FleetCap.ShadowInstances, Web, 5, 4));
        Reached(new FleetCaps { ShadowBudgetPerMonth = 100 }).ShouldBe(
            new ReachedCap(FleetCap.ShadowBudgetPerMonth, Web, 100, 2, new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero)));
    }
}
