using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Promotion;

public sealed class ScaleInTests
{
    private static PromotionCase Wide => new() { Live = 8, Need = 3, Predicted = [.. Enumerable.Repeat(2.0, 15)] };

    [Fact]
    public void Decide_ObservedAndPredictedLow_ScalesIn()
    {
        (Wide.Decision.Kind, Wide.Service.ScaleIn, Wide.Service.Join).ShouldBe((PromotionKind.ScaleIn, 4, 0));
        Wide.Codes.ShouldBe([PromotionReasonCode.LowLoad]);
        (Wide with { Predicted = null }).Decision.Kind.ShouldBe(PromotionKind.ScaleIn);
    }

    // Observed 3 of 8 are enough, and half may leave at once; whatever the forecast shows up to the launch lead, promote lead and one tick is kept.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(6, 1)]
    [InlineData(12, 1)]
    [InlineData(13, 4)]
    public void Decide_PredictedHighUntilTheLaunchLead_KeepsThat(int minute, int scaleIn) =>
        (Wide with { Predicted = [.. Enumerable.Range(1, 15).Select(m => m == minute ? 7.0 : 2)] }).Service.ScaleIn.ShouldBe(scaleIn);

    [Fact]
    public void Decide_BeforeOneFullWindow_Waits()
    {
        PromotionCase young = Wide with { Remembering = TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1) };

        young.Decision.Kind.ShouldBe(PromotionKind.Hold);
        young.Codes.ShouldContain(PromotionReasonCode.StabilisationWindow);
        (Wide with { Remembering = TimeSpan.FromMinutes(5) }).Decision.Kind.ShouldBe(PromotionKind.ScaleIn);
    }

    [Fact]
    public void Decide_HighRecommendationWithinTheWindow_HoldsBack()
    {
        PromotionCase high = Wide with { Need = 6.3 };
        PromotionCase low = high.Next() with { Need = 3.6 };

        low.Service.ScaleIn.ShouldBe(1);
        (low with { Now = high.Now.AddMinutes(5) }).Service.ScaleIn.ShouldBe(1);
        (low with { Now = high.Now.AddMinutes(6) }).Service.ScaleIn.ShouldBe(4);
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.1, 1)]
    [InlineData(0.25, 2)]
    [InlineData(0.3, 2)]
    [InlineData(1.0, 5)]
    public void Decide_ChangeBudget_BoundsOneStep(double share, int scaleIn) =>
        (Wide with { Options = new PromotionOptions { ScaleInShare = share, LaunchLikelihood = 0, Join = JoinRule.WhenNeeded } }).Service.ScaleIn.ShouldBe(scaleIn);

    [Fact]
    public void Decide_NeedFellByMoreThanHalf_IsOffForTheHold()
    {
        PromotionCase drop = (Wide with { Need = 7, Live = 12 }).Next() with { Need = 3 };
        PromotionCase later = drop.Next(10);

        drop.Decision.Kind.ShouldBe(PromotionKind.Hold);
        drop.Codes.ShouldContain(PromotionReasonCode.RecentDrop);
        (later with { Now = later.Now.AddTicks(-1) }).Codes.ShouldContain(PromotionReasonCode.RecentDrop);
        later.Decision.Kind.ShouldBe(PromotionKind.ScaleIn);
        ((Wide with { Need = 6 }).Next(6) with { Need = 3 }).Decision.Kind.ShouldBe(PromotionKind.ScaleIn);
    }

    [Fact]
    public void Decide_AfterStaleLoad_IsOffForTheHold()
    {
        PromotionCase blind = Wide with { IsStale = true };

        (blind.Next() with { IsStale = false }).Codes.ShouldContain(PromotionReasonCode.RecentDrop);
        (blind.Next(10) with { IsStale = false }).Decision.Kind.ShouldBe(PromotionKind.ScaleIn);
    }

    [Fact]
    public void Decide_FailedLiveInstance_LeavesAtOnce()
    {
        var dead = new PromotionCase { Dead = 1, Remembering = TimeSpan.Zero };

        (dead.Decision.Kind, dead.Service.ScaleIn).ShouldBe((PromotionKind.ScaleIn, 0));
        dead.Codes.First().ShouldBe(PromotionReasonCode.FailedInstances);
        (dead with { IsStale = true }).Decision.Kind.ShouldBe(PromotionKind.ScaleIn);
    }

    [Fact]
    public void Decide_FailedAndShort_JoinsFirst()
    {
        var dead = new PromotionCase { Dead = 1, Live = 3, Need = 4 };

        (dead.Decision.Kind, dead.Decision.Reasons[0].Code).ShouldBe((PromotionKind.Join, PromotionReasonCode.ObservedLoad));
    }

    [Fact]
    public void Decide_AfterAScaleIn_DoesNotGrowForWhatHasLeft() =>
        (Wide.Next().Next().Next() with { Live = 4 }).Service.Cover.ShouldBe(1);

    [Fact]
    public void Decide_LowLoad_NeverGoesBelowTheFloor() => (Wide with { Need = 0, Floor = 7 }).Service.ScaleIn.ShouldBe(1);
}
