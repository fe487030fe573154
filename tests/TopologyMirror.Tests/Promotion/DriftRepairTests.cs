using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Promotion;

/// <summary>Live instances that drifted are replaced one for one: cover joins, then they leave.</summary>
public sealed class DriftRepairTests
{
    private static PromotionCase Calm => new() { Live = 4, Drifted = 1, Cover = 1, Need = 3.6 };

    /// <summary>The tick before, and what stands there after its decision was carried out or not.</summary>
    private static Arbitrary<(PromotionCase Before, PromotionCase After)> Steps { get; } = (
        from live in Gen.Choose(1, 12)
        from drifted in Gen.Choose(0, 4)
        from cover in Gen.Choose(0, 4)
        from need in Gen.Choose(0, 120).Select(n => n / 10.0)
        from held in Gen.Elements(false, false, false, true)
        from open in Gen.Elements(false, false, false, true)
        from bakes in Gen.Elements(false, false, false, true)
        from stale in Gen.Elements(false, false, false, true)
        from joined in Gen.Choose(0, 4)
        select Step(
            new PromotionCase { Live = live, Drifted = drifted, Cover = cover, Need = need, Ceiling = 14 },
            new PromotionCase { IsHeld = held, RunOpen = open, ReleaseBake = bakes ? TimeSpan.FromMinutes(10) : null, IsStale = stale },
            joined)).ToArbitrary();

    [Fact]
    public void Decide_OneDrifted_JoinsCoverThenTakesItOut()
    {
        (Calm.Decision.Kind, Calm.Service.Join, Calm.Service.ScaleIn).ShouldBe((PromotionKind.Join, 1, 0));
        Calm.Decision.Reasons[0].ToString().ShouldBe("web: 1 of 4 live run another configuration than live and are replaced.");

        PromotionCase joined = Calm.Next() with { Live = 5, Cover = 0 };
        (joined.Decision.Kind, joined.Service.Join, joined.Service.ScaleIn).ShouldBe((PromotionKind.ScaleIn, 0, 1));
        joined.Decision.Reasons[0].Code.ShouldBe(PromotionReasonCode.DriftedInstances);

        PromotionCase left = joined.Next() with { Live = 4, Drifted = 0 };
        left.Service.Join.ShouldBe(0);
        left.Service.ScaleIn.ShouldBe(0);
    }

    [Fact]
    public void Decide_WithinTheToleranceOfTheReactiveRule_JoinsOnce()
    {
        // 10 of 10 are needed; beside the eleventh the rule sees no reason to shrink, and that must not count as load.
        PromotionCase joined = (Calm with { Live = 10, Need = 9 }).Next() with { Live = 11, Cover = 1 };
        (joined.Service.Join, joined.Service.ScaleIn).ShouldBe((0, 1));
    }

    [Fact]
    public void Decide_NoCoverStandsBy_GrowsItFirst()
    {
        PromotionCase bare = Calm with { Cover = 0, StandingCover = 0 };
        (bare.Decision.Kind, bare.Service.Cover).ShouldBe((PromotionKind.Grow, 1));
        (bare with { Arriving = 1 }).Decision.Kind.ShouldBe(PromotionKind.Hold);
    }

    [Fact]
    public void Decide_AtTheCeiling_Waits()
    {
        PromotionCase full = Calm with { Ceiling = 4 };
        full.Decision.Kind.ShouldBe(PromotionKind.Hold);
        full.Codes.ShouldContain(PromotionReasonCode.DriftWaits);
    }

    [Fact]
    public void Decide_HeldOpenDueOrBackingOff_Waits()
    {
        PromotionCase[] cases =
        [
            Calm with { IsHeld = true }, Calm with { RunOpen = true }, Calm with { ReleaseBake = TimeSpan.FromMinutes(10) },
            Calm with { NoRunBefore = Capacity.Forecasts.Noon.AddMinutes(1) },
        ];
        foreach (PromotionCase waiting in cases)
        {
            (waiting.Service.Join, waiting.Service.ScaleIn).ShouldBe((0, 0));
            waiting.Codes.ShouldContain(PromotionReasonCode.DriftWaits);
        }
    }

    [Fact]
    public void Decide_JoinsOfOthers_AreNoReplacement()
    {
        // An operator brought one in while the repair was held: it counts as served, and the drifted one needs a successor of its own.
        PromotionCase after = (Calm with { IsHeld = true }).Next() with { Live = 5, IsHeld = false };
        (after.Service.Join, after.Service.ScaleIn).ShouldBe((1, 0));
    }

    [Fact]
    public void Decide_MemoryLost_TakesNothingOutThatWasNotReplaced() =>
        ((Calm.Next() with { Live = 5, Cover = 1 }) with { Memory = null }).Service.ScaleIn.ShouldBe(0);

    [Fact]
    public void Decide_ScaleInIsDueAnyway_NeedsNoSuccessor() =>
        (Calm with { Live = 8, Need = 3 }).Decision.Services[0].ShouldSatisfyAllConditions(s => s.ScaleIn.ShouldBe(0), s => s.Join.ShouldBe(1));

    [Fact]
    public void Decide_AfterARepairJoin_TakesOutNoMoreThanWasReplaced() => Holds((before, after) =>
        Ordinary(after) is var ordinary && after.Service.ScaleIn <= Math.Max(ordinary.ScaleIn, Math.Min(after.Drifted, Math.Max(after.Live - before.Live, 0))));

    [Fact]
    public void Decide_HeldOpenDueOrStale_RepairsNothing() => Holds((_, after) =>
        !(after.IsHeld || after.RunOpen || after.ReleaseBake is not null || after.IsStale)
        || (after.Service.Join == Ordinary(after).Join && after.Service.ScaleIn == Ordinary(after).ScaleIn));

    [Fact]
    public void Decide_Repair_JoinsNoMoreThanDriftedAndStaysWithinTheCeiling() => Holds((_, after) =>
        after.Service.Join <= after.Cover
        && after.Service.Join - Ordinary(after).Join <= after.Drifted
        && (after.Service.Join == Ordinary(after).Join || after.Live + after.Service.Join <= after.Ceiling));

    private static ServiceDecision Ordinary(PromotionCase c) => (c with { Drifted = 0 }).Service;

    private static (PromotionCase Before, PromotionCase After) Step(PromotionCase before, PromotionCase circumstances, int joined)
    {
        int enter = Math.Min(joined, before.Service.Join);
        return (before, before.Next() with
        {
            Live = before.Live + enter, Cover = before.Cover - enter, IsHeld = circumstances.IsHeld, RunOpen = circumstances.RunOpen,
            ReleaseBake = circumstances.ReleaseBake, IsStale = circumstances.IsStale,
        });
    }

    private static void Holds(Func<PromotionCase, PromotionCase, bool> law) =>
        Prop.ForAll(Steps, s => law(s.Before, s.After)).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
