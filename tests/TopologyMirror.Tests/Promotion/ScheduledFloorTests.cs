using TopologyMirror.Capacity;
using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Promotion;

/// <summary>4 are live on a load of 3.6; leads are 10 minutes for a launch, 30 seconds for a promotion, and a tick is a minute.</summary>
public sealed class ScheduledFloorTests
{
    private static readonly DateTimeOffset Noon = Capacity.Forecasts.Noon;

    [Fact]
    public void Decide_FloorBeginsWithinTheLaunchLead_BuildsCoverForIt()
    {
        PromotionCase before = Case(11.5, 60);
        PromotionCase within = Case(11.4, 60);

        before.Decision.Kind.ShouldBe(PromotionKind.Hold);
        (within.Decision.Kind, within.Service.Cover, within.Service.DesiredLive).ShouldBe((PromotionKind.Grow, 6, 4));
        within.Decision.Reasons[0].ToString().ShouldBe("web: a floor of 10 is scheduled from 2026-01-01 12:11, live are 4.");
    }

    [Fact]
    public void Decide_FloorBeginsWithinThePromoteLead_JoinsCover()
    {
        PromotionCase before = Case(1.5, 60) with { Cover = 6 };
        PromotionCase within = Case(1.4, 60) with { Cover = 6 };

        (before.Decision.Kind, before.Service.Cover).ShouldBe((PromotionKind.Hold, 6));
        (within.Decision.Kind, within.Service.Join, within.Service.DesiredLive).ShouldBe((PromotionKind.Join, 6, 10));
        within.Decision.Reasons[0].Code.ShouldBe(PromotionReasonCode.ScheduledFloor);
    }

    [Fact]
    public void Decide_FloorInForce_KeepsLiveAndSaysSo()
    {
        PromotionCase held = Case(-30, 30) with { Live = 10 };

        held.Decision.Kind.ShouldBe(PromotionKind.Hold);
        held.Decision.Reasons.Select(r => r.ToString()).ShouldBe(["web: a floor of 10 is scheduled from 2026-01-01 11:30, live are 10."]);
        (held with { Live = 16 }).Service.ScaleIn.ShouldBe(6);
    }

    [Fact]
    public void Decide_FloorHasEnded_ScalesIn() => (Case(-60, 0) with { Live = 10 }).Service.ScaleIn.ShouldBe(5);

    [Fact]
    public void Decide_FloorEndsAndAnotherBegins_KeepsWhatTheNextOneTakes() =>
        (Case(-60, 0) with { Live = 10, Scheduled = [Floor(10, -60, 0), Floor(8, 5, 60)] }).Service.ScaleIn.ShouldBe(2);

    [Fact]
    public void Decide_LoadAsksForMoreThanTheFloor_GivesTheLoadAsReason()
    {
        PromotionCase busy = Case(-30, 30) with { Live = 10, Cover = 4, Need = 12 };

        (busy.Decision.Kind, busy.Service.DesiredLive).ShouldBe((PromotionKind.Join, 14));
        busy.Codes.ShouldNotContain(PromotionReasonCode.ScheduledFloor);
    }

    [Fact]
    public void Decide_ForecastLowerThanTheFloor_DoesNotBlameTheForecast() =>
        (Case(-30, 30) with { Predicted = [3, 3, 3], Cover = 6 }).Codes.ShouldBe([PromotionReasonCode.ScheduledFloor]);

    [Fact]
    public void Decide_StaleLoad_TheFloorHoldsAllTheSame()
    {
        PromotionCase blind = Case(-30, 30) with { IsStale = true, Cover = 2 };
        PromotionCase ahead = Case(8, 30) with { IsStale = true };

        (blind.Decision.Kind, blind.Service.Join, blind.Service.Cover).ShouldBe((PromotionKind.Join, 2, 6));
        blind.Codes.ShouldBe([PromotionReasonCode.ScheduledFloor]);
        (ahead.Decision.Kind, ahead.Service.Cover).ShouldBe((PromotionKind.Grow, 6));
        ahead.Codes.ShouldBe([PromotionReasonCode.ScheduledFloor]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3.0)]
    public void Decide_FloorBeginsWithinTheBakeOfARelease_WaitsUntilLiveHasIt(double? predicted)
    {
        PromotionCase release = Case(18, 60) with
        {
            ReleaseBake = TimeSpan.FromMinutes(20), Predicted = predicted is { } p ? [.. Enumerable.Repeat(p, 40)] : null, Cover = 6,
        };
        PromotionInput input = release.Input();
        input = input with { Counts = [input.Counts[0] with { Candidate = 10 }] };
        PromotionDecision decision = new PromotionPolicy(new PromotionCase().Options).Decide(input).Decision;

        (decision.Kind, decision.Services[0].Join, decision.Services[0].Candidate).ShouldBe((PromotionKind.Join, 6, 10));
        decision.Reasons[0].ToString().ShouldBe("web: a floor of 10 is scheduled from 2026-01-01 12:18, live are 4: the release waits.");
    }

    private static PromotionCase Case(double from, double to) => new() { Scheduled = [Floor(10, from, to)] };

    private static ScheduledFloor Floor(int floor, double from, double to) => new(floor, new FloorPeriod(Noon.AddMinutes(from), Noon.AddMinutes(to)));
}
