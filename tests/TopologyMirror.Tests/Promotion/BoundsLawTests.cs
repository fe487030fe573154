using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Capacity;
using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Promotion;

/// <summary>Scheduled floors and ceilings under any load; the ordinary floor is 2, the ceiling 20.</summary>
public sealed class BoundsLawTests
{
    private static readonly DateTimeOffset Noon = Tests.Capacity.Forecasts.Noon;

    private static Arbitrary<(PromotionCase Case, double Buffer, int More)> Cases { get; } = (
        from ticks in PromotionLawTests.Ticks.NonEmptyListOf()
        from floors in (
            from floor in Gen.Choose(1, 20)
            from start in Gen.Choose(-20, 20)
            from length in Gen.Choose(1, 20)
            select new ScheduledFloor(floor, new FloorPeriod(Noon.AddMinutes(start), Noon.AddMinutes(start + length)))).ListOf()
        from buffer in Gen.Choose(0, 100).Select(n => n / 100.0)
        from raises in Gen.Elements(false, true)
        from more in Gen.Choose(1, 20)
        let made = ticks.Select(t => t with { Scheduled = [.. floors], CeilingBuffer = raises ? buffer : null }).ToList()
        select (made.Skip(1).Aggregate(made[0], (before, next) => next with { Now = before.Now.AddMinutes(1), Memory = before.Decide().Memory }), buffer, more)).ToArbitrary();

    [Fact]
    public void Decide_FloorInForce_IsWantedInLiveAndNeverLeft() => Holds((c, _, _) =>
        c.Service.DesiredLive >= FloorNow(c) && (c.Service.ScaleIn == 0 || c.Live - c.Service.ScaleIn >= FloorNow(c)));

    [Fact]
    public void Decide_FloorInForceAtTheLaunchLead_IsWantedInLiveAndCover() => Holds((c, _, _) =>
        Math.Max(c.Service.DesiredLive, c.Live + c.Service.Cover) >= Capacity(c).FloorIn(c.Now, c.Now.AddMinutes(11.5)).Floor);

    [Fact]
    public void Decide_CeilingNotRaised_IsNotExceeded() => Holds((c, _, _) =>
        c.IsStale || c.Codes.Contains(PromotionReasonCode.CeilingRaised) || c.Service.DesiredLive <= 20);

    [Fact]
    public void Decide_CeilingRaised_IsExceededOnlyUpToForecastAndBuffer() => Holds((c, _, _) =>
        c.IsStale || c.Service.DesiredLive <= Capacity(c).CeilingFor(c.Predicted?.Max() ?? 0));

    [Fact]
    public void Decide_HigherFloors_NeverPlanLess() => Holds((c, _, more) =>
        PlansNoLess(c with { Scheduled = [.. c.Scheduled.Select(f => new ScheduledFloor(f.Floor + more, f.Span!.Value))] }, c) && PlansNoLess(c, c with { Scheduled = [] }));

    [Fact]
    public void Decide_WithABuffer_NeverPlansLessThanWithout() => Holds((c, buffer, _) => PlansNoLess(c with { CeilingBuffer = buffer }, c with { CeilingBuffer = null }));

    private static bool PlansNoLess(PromotionCase more, PromotionCase less)
    {
        (ServiceDecision m, ServiceDecision l) = (more.Service, less.Service);
        return m.DesiredLive >= l.DesiredLive && m.Cover >= l.Cover && (m.ScaleIn <= l.ScaleIn || less.Decision.Kind != PromotionKind.ScaleIn);
    }

    private static ServiceCapacity Capacity(PromotionCase c) => c.Input().Capacities[0];

    private static int FloorNow(PromotionCase c) => Capacity(c).FloorIn(c.Now, c.Now).Floor;

    private static void Holds(Func<PromotionCase, double, int, bool> law) =>
        Prop.ForAll(Cases, x => law(x.Case, x.Buffer, x.More)).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
