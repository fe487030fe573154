using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Promotion;

public sealed class PromotionLawTests
{
    internal static Gen<PromotionCase> Ticks { get; } =
        from live in Gen.Choose(0, 25)
        from cover in Gen.Choose(0, 8)
        from arriving in Gen.Choose(0, 8)
        from dead in Gen.Elements(0, 0, 0, 2)
        from need in Gen.Choose(0, 300).Select(n => n / 10.0)
        from stale in Gen.Elements(false, false, false, true)
        from predicted in Gen.OneOf(Gen.Constant<double[]?>(null), Gen.Choose(0, 300).Select(n => n / 10.0).ArrayOf(20).Select(p => (double[]?)p))
        from standing in Gen.Choose(0, 3)
        from open in Gen.Elements(false, false, true)
        from minutes in Gen.Choose(0, 4)
        from remembering in Gen.Choose(0, 10)
        select new PromotionCase
        {
            Now = Capacity.Forecasts.Noon.AddMinutes(minutes), Live = live, Cover = cover, Arriving = arriving, Dead = dead, Need = need, IsStale = stale,
            Predicted = predicted, StandingCover = standing, RunOpen = open, Floor = 2, Ceiling = 20, Remembering = TimeSpan.FromMinutes(remembering),
        };

    /// <summary>A few ticks, each remembering the one before; the last one is under law.</summary>
    private static Arbitrary<PromotionCase> Cases { get; } = Ticks.NonEmptyListOf().Select(ticks =>
        ticks.Skip(1).Aggregate(ticks[0], (before, next) => next with { Now = before.Now.AddMinutes(1), Memory = before.Decide().Memory })).ToArbitrary();

    [Fact]
    public void Decide_SameInputTwice_IsTheSame() => Holds(c => string.Equals(Text(c.Decide()), Text(c.Decide()), StringComparison.Ordinal));

    [Fact]
    public void Decide_Join_TakesNoMoreThanReadyCover() => Holds(c => c.Service.Join is >= 0 and var join && join <= c.Cover);

    [Fact]
    public void Decide_OneDecision_NeverJoinsAndScalesIn() => Holds(c =>
        c.Service is { Join: 0 } or { ScaleIn: 0 }
        && (c.Service.Join > 0) == (c.Decision.Kind == PromotionKind.Join)
        && (c.Service.ScaleIn == 0 || c.Decision.Kind == PromotionKind.ScaleIn));

    [Fact]
    public void Decide_DesiredLive_LiesWithinFloorAndCeiling() => Holds(c => c.IsStale || c.Service.DesiredLive is >= 2 and <= 20);

    [Fact]
    public void Decide_ScaleIn_LeavesFloorAndObservedNeed() => Holds(c =>
        c.Service.ScaleIn == 0 || (c.Live - c.Service.ScaleIn >= Math.Max(2, Math.Min(c.Need, 20)) && !c.IsStale && !c.RunOpen));

    [Fact]
    public void Decide_Cover_IsNeverLessThanStandsReady() => Holds(c => c.Service.Cover >= c.StandingCover);

    [Fact]
    public void Decide_OpenRun_StartsNoOther() => Holds(c => !c.RunOpen || c.Decision.Kind is PromotionKind.Hold or PromotionKind.Grow);

    [Fact]
    public void Decide_Anything_HasAReason() => Holds(c => c.Decision.Reasons.Count > 0 && c.Decision.Reasons.All(r => r.ToString().EndsWith('.')));

    private static void Holds(Func<PromotionCase, bool> law) => Prop.ForAll(Cases, law).QuickCheckThrowOnFailure();

    private static string Text((PromotionDecision Decision, PromotionMemory Memory) result) =>
        $"{result.Decision.Kind} {string.Join(',', result.Decision.Services)} {string.Join(' ', result.Decision.Reasons)} {result.Memory.ScaleInOffUntil} "
        + string.Join(' ', result.Memory.Services.Values.Select(m => $"{m.Live.Highest(default)} {m.Live.Lowest(default)} {m.Need.Highest(default)}"));
}
