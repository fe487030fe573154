using TopologyMirror.Capacity;
using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Promotion;

/// <summary>4 are live, 1 stands by; what load takes is said by each test.</summary>
public sealed class PromotionCapTests
{
    private static readonly CostModel Prices = new("EUR", [new(PromotionCase.Web, 6)]);

    [Theory]
    [InlineData(10, 6, false)]
    [InlineData(3, 3, true)]
    [InlineData(0, 0, true)]
    public void Decide_ForecastAboveTheShadowCap_BuildsUpToItAndSaysSo(int cap, int cover, bool isReached)
    {
        PromotionDecision decision = Decide(new PromotionCase { Predicted = Later(10) }, new FleetCaps { ShadowInstances = cap });
        decision.Services[0].Cover.ShouldBe(cover);
        decision.Reasons.Select(r => r.ToString()).Contains($"web: 6 are wanted in the shadow, and the cap allows {cap}.").ShouldBe(isReached);
    }

    [Fact]
    public void Decide_LiveLacksMoreThanTheShadowCap_BuildsWhatItLacks()
    {
        PromotionDecision decision = Decide(new PromotionCase { Need = 9 }, new FleetCaps { ShadowInstances = 0, ShadowBudgetPerMonth = 0 });
        (decision.Services[0].DesiredLive, decision.Services[0].Cover).ShouldBe((10, 6));
        decision.Reasons.ShouldNotContain(r => r.Code == PromotionReasonCode.ShadowCapReached || r.Code == PromotionReasonCode.BudgetReached);
    }

    [Fact]
    public void Decide_BudgetUsedUp_KeepsLiveAndNoCover()
    {
        PromotionDecision decision = Decide(new PromotionCase(), new FleetCaps { ShadowBudgetPerMonth = 412.5 }, u => u with { ShadowSpend = 412.5 });
        (decision.Kind, decision.Services[0].DesiredLive, decision.Services[0].Cover).ShouldBe((PromotionKind.Hold, 4, 0));
        decision.Reasons[0].ToString().ShouldBe("web: the shadow has cost 412.5 this month, and its budget leaves 0 instances in it until 2026-02-01.");
    }

    [Theory]
    [InlineData(1, "web: 6 launches are wanted, and the cap per hour allows 1 from 12:00 on.")]
    [InlineData(0, "web: 6 launches are wanted, and the cap per hour allows none at any time.")]
    public void Decide_LaunchCapReached_GrowsAllTheSameAndSaysFromWhenOn(int cap, string reason)
    {
        PromotionDecision decision = Decide(new PromotionCase { Predicted = Later(11) }, new FleetCaps { LaunchesPerHour = cap });
        (decision.Kind, decision.Services[0].Cover).ShouldBe((PromotionKind.Grow, 7));
        decision.Reasons.Select(r => r.ToString()).ShouldContain(reason);
    }

    [Theory]
    [InlineData(4, 4, false)]
    [InlineData(3, 3, true)]
    [InlineData(1, 1, true)]
    public void Decide_ReleaseAboveTheOverlapCap_GoesInWaves(int cap, int wave, bool isReached)
    {
        PromotionDecision decision = Decide(new PromotionCase(), new FleetCaps { OverlapInstances = cap }, release: true);
        (decision.Services[0].Candidate, decision.Services[0].Wave).ShouldBe((wave, wave));
        decision.Reasons.Select(r => r.ToString()).Contains($"web: the release takes 4 candidates, and the cap on its overlap allows {cap}.").ShouldBe(isReached);
    }

    [Fact]
    public void Decide_OverlapCapOfZero_RefusesTheReleaseByItsName()
    {
        PromotionDecision decision = Decide(new PromotionCase(), new FleetCaps { OverlapInstances = 0 }, release: true);
        (decision.Kind, decision.Services[0].Candidate).ShouldBe((PromotionKind.Hold, 0));
        decision.Reasons.Select(r => r.Code).ShouldBe([PromotionReasonCode.NoRoomForRelease, PromotionReasonCode.OverlapCapReached, PromotionReasonCode.Enough], ignoreOrder: true);
    }

    [Theory]
    [InlineData(7, 2)]
    [InlineData(5, 0)]
    public void Decide_ReleaseAboveTheTotalCap_HasWhatLiveAndStandingCoverLeave(int cap, int wave)
    {
        PromotionDecision decision = Decide(new PromotionCase(), new FleetCaps { TotalInstances = cap }, release: true);
        (decision.Services[0].Cover, decision.Services[0].Wave).ShouldBe((1, wave));
        decision.Reasons.Select(r => r.Code).ShouldContain(PromotionReasonCode.TotalCapReached);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void Decide_ShadowCapThatStandingCoverFills_LeavesItToAReleaseOnlyWhenLiveIsBroken(bool isUnhealthy, int wave)
    {
        PromotionDecision decision = Decide(new PromotionCase(), new FleetCaps { ShadowInstances = 1 }, release: true, isUnhealthy: isUnhealthy);
        (decision.Services[0].Wave, decision.Services[0].Candidate, decision.Services[0].Cover).ShouldBe((wave, wave, 1 - wave));
    }

    [Theory]
    [InlineData(null, null, 40, true)]
    [InlineData(0.1, null, 55, false)]
    [InlineData(0.1, 50, 50, false)]
    [InlineData(0.1, 40, 40, true)]
    [InlineData(0.1, 30, 40, true)]
    public void Decide_ForecastAboveTheCeiling_IsAReason(double? buffer, int? limit, int ceiling, bool isReached)
    {
        PromotionInput input = new PromotionCase { Predicted = Later(50), Ceiling = 40, CeilingBuffer = buffer }.Input();
        input = input with { Capacities = [input.Capacities[0] with { CeilingLimit = limit }] };
        PromotionDecision decision = new PromotionPolicy(new PromotionOptions()).Decide(input).Decision;

        string[] reasons = [.. decision.Reasons.Select(r => r.ToString())];
        reasons.Any(r => r.EndsWith("and the ceiling of 40 holds.", StringComparison.Ordinal)).ShouldBe(isReached);
        reasons.Any(r => r.EndsWith($"and the ceiling is raised to {ceiling}.", StringComparison.Ordinal)).ShouldBe(!isReached);
    }

    [Fact]
    public void Decide_ForecastAtTheCeiling_IsNoReason() =>
        new PromotionCase { Predicted = Later(40), Ceiling = 40 }.Codes.ShouldNotContain(PromotionReasonCode.CeilingReached);

    private static double[] Later(double need) => [.. Enumerable.Range(0, 15).Select(m => m >= 10 ? need : 3.0)];

    private static PromotionDecision Decide(PromotionCase c, FleetCaps caps, Func<FleetUse, FleetUse>? use = null, bool release = false, bool isUnhealthy = false)
    {
        PromotionInput input = c.Input();
        var exists = new FleetUse { Now = input.Now, TickInterval = input.TickInterval, Total = c.Live + c.Cover + c.Arriving, Shadow = c.Cover + c.Arriving, Costs = Prices };
        return new PromotionPolicy(c.Options).Decide(input with
        {
            ReleaseBake = release ? TimeSpan.FromMinutes(10) : null,
            LiveIsUnhealthy = isUnhealthy,
            Caps = caps,
            FleetUse = use?.Invoke(exists) ?? exists,
        }).Decision;
    }
}
