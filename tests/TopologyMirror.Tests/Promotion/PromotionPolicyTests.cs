using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Promotion;

public sealed class PromotionPolicyTests
{
    private static readonly double[] Low = [.. Enumerable.Repeat(3.0, 15)];

    [Fact]
    public void Decide_EnoughOfEverything_Holds()
    {
        var calm = new PromotionCase { Predicted = Low };

        calm.Service.ShouldBe(new ServiceDecision(PromotionCase.Web, 0, 0, 1, 4));
        (calm.Decision.Kind, calm.Decision.At).ShouldBe((PromotionKind.Hold, calm.Now));
        calm.Codes.ShouldBe([PromotionReasonCode.Enough]);
    }

    [Fact]
    public void Decide_ObservedLoadWithoutForecast_JoinsWhatIsReadyAndGrowsForTheRest()
    {
        // 8 × 1.1 headroom takes 9 instances; 2 of the missing 5 are ready.
        var surge = new PromotionCase { Need = 8, Cover = 2 };

        surge.Service.ShouldBe(new ServiceDecision(PromotionCase.Web, 2, 0, 5, 9));
        surge.Decision.Kind.ShouldBe(PromotionKind.Join);
        surge.Decision.Reasons[0].ShouldBe(new PromotionReason(PromotionReasonCode.ObservedLoad, PromotionCase.Web, 8.8, 4, new("rps")));
    }

    [Fact]
    public void Decide_ObservedLoadAndNoCover_GrowsAndSaysWhy()
    {
        var surge = new PromotionCase { Need = 8, Cover = 0, Arriving = 2 };

        (surge.Decision.Kind, surge.Service.Join, surge.Service.Cover).ShouldBe((PromotionKind.Grow, 0, 5));
        surge.Codes.ShouldBe([PromotionReasonCode.ObservedLoad, PromotionReasonCode.NoCoverReady]);
    }

    // The join looks at promote lead and one tick: 90 seconds, so at the first two minutes.
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Decide_ForecastWithinThePromoteLead_Joins(int minute, bool joins)
    {
        var ahead = new PromotionCase { Predicted = Rising(minute, 6), Cover = 3 };

        ahead.Service.Join.ShouldBe(joins ? 2 : 0);
        ahead.Decision.Reasons[0].Code.ShouldBe(joins ? PromotionReasonCode.PredictedWithinPromoteLead : PromotionReasonCode.Enough);
    }

    // Launches look from the launch lead on: at minutes 11 and 12.
    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    [InlineData(12, true)]
    [InlineData(13, false)]
    public void Decide_ForecastAtTheLaunchLead_Grows(int minute, bool grows)
    {
        var ahead = new PromotionCase { Predicted = Spike(minute, minute, 9) };

        ahead.Service.Cover.ShouldBe(grows ? 5 : 1);
        ahead.Decision.Kind.ShouldBe(grows ? PromotionKind.Grow : PromotionKind.Hold);
        ahead.Codes.ShouldBe([grows ? PromotionReasonCode.PredictedAtLaunchLead : minute < 11 ? PromotionReasonCode.NotLikelyNeeded : PromotionReasonCode.Enough]);
    }

    [Fact]
    public void Decide_SpikeThatEndsBeforeTheLaunchLead_JoinsCoverButLaunchesNothing()
    {
        var spike = new PromotionCase { Predicted = Spike(1, 9, 30), Cover = 2 };

        spike.Service.Join.ShouldBe(2);
        spike.Service.Cover.ShouldBe(2);
    }

    [Fact]
    public void Decide_ArrivingCountsTowardsTheLaunchLead() =>
        new PromotionCase { Predicted = Spike(11, 11, 9), Cover = 2, Arriving = 3 }.Decision.Kind.ShouldBe(PromotionKind.Hold);

    [Theory]
    [InlineData(0, 0, PromotionKind.Hold)]
    [InlineData(1, 1, PromotionKind.Grow)]
    [InlineData(3, 3, PromotionKind.Grow)]
    public void Decide_StandingCover_IsKeptWhateverTheForecastSays(int standing, int cover, PromotionKind kind)
    {
        var bare = new PromotionCase { StandingCover = standing, Cover = 0, Predicted = Low };
        (bare.Service.Cover, bare.Decision.Kind).ShouldBe((cover, kind));
    }

    [Fact]
    public void Decide_AfterAJoin_DoesNotGrowForWhatHasJoined()
    {
        PromotionCase surge = new() { Need = 8, Cover = 5 };
        PromotionCase after = surge.Next() with { Live = 9, Cover = 0 };

        after.Service.Cover.ShouldBe(1);
    }

    [Fact]
    public void Decide_CoverNoLongerWanted_IsKeptForOneWindow()
    {
        PromotionCase seen = new() { Predicted = Spike(11, 11, 9), Cover = 5 };
        PromotionCase gone = seen.Next() with { Predicted = Low };

        gone.Service.Cover.ShouldBe(5);
        (gone with { Now = seen.Now.AddMinutes(5).AddSeconds(1) }).Service.Cover.ShouldBe(1);
    }

    [Fact]
    public void Decide_LiveAtTheCeiling_GrowsNoFurtherThanStandingCover()
    {
        new PromotionCase { Need = 50, Live = 8, Cover = 0, Ceiling = 10 }.Service.ShouldBe(new ServiceDecision(PromotionCase.Web, 0, 0, 2, 10));
        new PromotionCase { Need = 50, Live = 10, Cover = 0, Ceiling = 10 }.Service.Cover.ShouldBe(1);
    }

    [Fact]
    public void Decide_NothingLive_JoinsUpToTheFloor()
    {
        var empty = new PromotionCase { Live = 0, Need = 0, Floor = 2, Cover = 3 };

        empty.Service.Join.ShouldBe(2);
        empty.Codes.ShouldContain(PromotionReasonCode.NothingLive);
    }

    [Fact]
    public void Decide_RunOpen_HoldsEverythingButTheShadow()
    {
        var busy = new PromotionCase { RunOpen = true, Need = 8, Cover = 2 };

        (busy.Decision.Kind, busy.Service.Join, busy.Service.Cover).ShouldBe((PromotionKind.Grow, 0, 5));
        busy.Codes.First().ShouldBe(PromotionReasonCode.RunOpen);
        new PromotionCase { RunOpen = true, Live = 9, Need = 1, Dead = 1 }.Decision.Kind.ShouldBe(PromotionKind.Hold);
    }

    [Fact]
    public void Decide_StaleLoad_KeepsWhatThereIs()
    {
        var stale = new PromotionCase { IsStale = true, Need = 50, Live = 9, Cover = 3, Arriving = 2, Predicted = Spike(1, 12, 50) };

        stale.Service.ShouldBe(new ServiceDecision(PromotionCase.Web, 0, 0, 5, 9));
        (stale.Decision.Kind, stale.Codes.Single()).ShouldBe((PromotionKind.Hold, PromotionReasonCode.StaleLoad));
    }

    private static double[] Rising(int minute, double instances) => Spike(minute, 15, instances);

    private static double[] Spike(int from, int to, double instances) =>
        [.. Enumerable.Range(1, 15).Select(m => m >= from && m <= to ? instances : 3.0)];
}
