using TopologyMirror.Capacity;
using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Promotion;

/// <summary>
/// What is launched, joined and kept with a forecast: 4 are live and none stands by; what is launched now serves in 11.5 minutes. Of a
/// prediction of 8, 6 are needed with a probability of 0.6, and 7.2 with 0.1.
/// </summary>
public sealed class LaunchUsefulnessTests
{
    private static readonly PromotionCase Calm = new() { Cover = 0, StandingCover = 0, Predicted = Flat(3), Options = new PromotionOptions() };

    private static double[] Flat(double instances) => [.. Enumerable.Repeat(instances, 90)];

    /// <summary>The first number until a minute, the second from it on.</summary>
    private static double[] Step(double before, int minute, double after) => [.. Enumerable.Range(0, 90).Select(m => m < minute ? before : after)];

    private static PromotionOptions Likelihood(double likelihood, JoinRule join = JoinRule.WhenReady) => new() { LaunchLikelihood = likelihood, Join = join };

    private static PromotionDecision Priced(PromotionCase at, double missing, string service = "web") => new PromotionPolicy(at.Options).Decide(
        at.Input() with { Costs = new CostModel("EUR", [new(new ServiceName(service), 2)], 2 * missing) }).Decision;

    private static PromotionDecision Jumped(PromotionCase at, int minutesAgo) =>
        new PromotionPolicy(at.Options).Decide(at.Input() with { JumpedAt = at.Now.AddMinutes(-minutesAgo) }).Decision;

    [Theory]
    [InlineData(0, 4)]
    [InlineData(0.1, 4)]
    [InlineData(0.6, 2)]
    [InlineData(0.9, 1)]
    public void Decide_LaunchLikelihood_LaunchesWhatIsThatLikelyToBeNeeded(double likelihood, int launches)
    {
        PromotionCase eight = Calm with { Predicted = Flat(8), Options = Likelihood(likelihood) };

        (eight.Decision.Kind, eight.Service.Cover).ShouldBe((PromotionKind.Grow, launches));
        eight.Codes.ShouldContain(PromotionReasonCode.PredictedAtLaunchLead);
        eight.Codes.ShouldNotContain(PromotionReasonCode.NotLikelyNeeded);
    }

    [Fact]
    public void Decide_NothingIsLikelyEnough_LaunchesNothingAndSaysWhy()
    {
        PromotionCase unlikely = Calm with { Predicted = Flat(8), Options = Likelihood(0.99) };

        (unlikely.Decision.Kind, unlikely.Service.Cover).ShouldBe((PromotionKind.Hold, 0));
        unlikely.Codes.ShouldContain(PromotionReasonCode.NotLikelyNeeded);
        unlikely.Codes.ShouldNotContain(PromotionReasonCode.PredictedAtLaunchLead);
    }

    [Theory]
    [InlineData(JoinRule.WhenReady)]
    [InlineData(JoinRule.WhenNeeded)]
    public void Decide_NotLikelyEnoughToLaunch_JoinsWhatIsReadyAllTheSame(JoinRule join)
    {
        PromotionCase unlikely = Calm with { Cover = 3, Predicted = Flat(8), Options = Likelihood(0.99, join) };
        (unlikely.Decision.Kind, unlikely.Service.Join).ShouldBe((PromotionKind.Join, 3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.6)]
    public void Decide_PredictedSpikeIsOverBeforeALaunchServes_LaunchesNothing(double likelihood)
    {
        PromotionCase spike = Calm with { Predicted = Step(8, 10, 3), Options = Likelihood(likelihood) };
        (spike.Decision.Kind, spike.Service.Cover).ShouldBe((PromotionKind.Hold, 0));
        spike.Codes.ShouldContain(PromotionReasonCode.NotLikelyNeeded);

        (spike with { Predicted = Step(8, 11, 3) }).Decision.Kind.ShouldBe(PromotionKind.Grow);
    }

    [Fact]
    public void Decide_ObservedSpikeThatDoesNotLast_LaunchesNothing()
    {
        PromotionCase at = Calm.Next() with { Need = 9 };
        for (int minute = 1; minute <= 5; minute++)
        {
            (at.Decision.Kind, at.Service.Cover, at.Service.DesiredLive).ShouldBe((PromotionKind.Hold, 0, 9));
            at.Codes.ShouldContain(PromotionReasonCode.ObservedLoad);
            at.Codes.ShouldContain(PromotionReasonCode.NoCoverReady);
            at = at.Next();
        }

        (at with { Need = 3.6 }).Service.Cover.ShouldBe(0);
    }

    [Fact]
    public void Decide_ObservedLoadThatLasts_LaunchesAfterFiveMinutes()
    {
        PromotionCase at = Calm.Next() with { Need = 9 };
        at = at.Next().Next().Next().Next().Next();
        (at.Decision.Kind, at.Service.Cover).ShouldBe((PromotionKind.Grow, 5));
    }

    [Fact]
    public void Decide_ObservedLoadWithABreak_BeginsToLastAfterIt()
    {
        PromotionCase at = (Calm with { Need = 9 }).Next().Next().Next() with { Need = 3.6 };
        at = at.Next() with { Need = 9 };
        at = at.Next().Next().Next().Next();
        at.Service.Cover.ShouldBe(0);
        at.Next().Service.Cover.ShouldBe(5);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    public void Decide_SustainedForLess_LaunchesSooner(int sustained, int minute)
    {
        PromotionCase at = Calm with { Options = new PromotionOptions { SustainedFor = TimeSpan.FromMinutes(sustained) } };
        at = at.Next() with { Need = 9 };
        for (int m = 1; m < minute; m++)
        {
            at.Service.Cover.ShouldBe(0);
            at = at.Next();
        }

        at.Service.Cover.ShouldBe(5);
    }

    [Fact]
    public void Decide_ObservedSpike_JoinsWhatIsReadyAtOnce()
    {
        PromotionCase at = (Calm with { Cover = 2 }).Next() with { Need = 9 };
        (at.Decision.Kind, at.Service.Join).ShouldBe((PromotionKind.Join, 2));
    }

    [Fact]
    public void Decide_NoForecast_LaunchesForObservedLoadAtOnce()
    {
        PromotionCase at = (Calm with { Predicted = null }).Next() with { Need = 9 };
        (at.Decision.Kind, at.Service.Cover).ShouldBe((PromotionKind.Grow, 6));
    }

    [Fact]
    public void Decide_WhenReady_JoinsWhatIsPlannedForALaunchsLead()
    {
        PromotionCase rising = Calm with { Cover = 3, Predicted = Step(3, 8, 6), Options = Likelihood(0) };

        (rising.Decision.Kind, rising.Service.Join, rising.Service.DesiredLive).ShouldBe((PromotionKind.Join, 2, 4));
        rising.Decision.Reasons[0].Code.ShouldBe(PromotionReasonCode.CoverReady);
        (rising with { Ceiling = 5 }).Service.Join.ShouldBe(1);
        (rising with { Predicted = Flat(3) }).Service.Join.ShouldBe(0);
    }

    [Fact]
    public void Decide_WhenNeeded_LeavesItInTheShadowUntilThen()
    {
        PromotionCase rising = Calm with { Cover = 3, Predicted = Step(3, 8, 6), Options = Likelihood(0, JoinRule.WhenNeeded) };

        rising.Decision.Kind.ShouldBe(PromotionKind.Hold);
        rising.Codes.ShouldNotContain(PromotionReasonCode.CoverReady);
        rising.Service.Cover.ShouldBe(2);
        (rising with { Now = rising.Now.AddMinutes(7) }).Service.Join.ShouldBe(2);
    }

    // The plan of a flat 4 is 4; the fifth is needed with more than 0.02, the fourth with no more than half.
    [Theory]
    [InlineData(8, 50, 3)]
    [InlineData(8, 1, 4)]
    [InlineData(5, 1, 1)]
    public void Decide_MoreLiveThanIsWorthKeeping_GivesUpTheRest(int live, double missingCost, int leaving)
    {
        PromotionCase flat = Calm with { Live = live, Predicted = Flat(4), MissingCost = missingCost };
        (flat.Decision.Kind, flat.Service.ScaleIn).ShouldBe((PromotionKind.ScaleIn, leaving));
    }

    [Fact]
    public void Decide_LiveAbovePlanThatIsWorthIt_StaysAndSaysWhy()
    {
        PromotionCase flat = Calm with { Live = 5, Predicted = Flat(4), MissingCost = 50 };
        flat.Decision.Kind.ShouldBe(PromotionKind.Hold);
        flat.Decision.Reasons.Single().Code.ShouldBe(PromotionReasonCode.WorthKeeping);
    }

    [Fact]
    public void Decide_NeedThatComesBackWithinTheHour_KeepsLiveButLaunchesNothing()
    {
        PromotionCase trough = Calm with { Live = 8, Predicted = Step(3, 20, 8), MissingCost = 50 };
        trough.Decision.Kind.ShouldBe(PromotionKind.Hold);
        trough.Codes.ShouldContain(PromotionReasonCode.WorthKeeping);
        (trough with { Live = 4 }).Service.Cover.ShouldBe(0);
    }

    // Until it has been of use for an hour, a launch is paid for 71.5 minutes and serves in 60 of them.
    [Theory]
    [InlineData(1.3, 5)]
    [InlineData(5, 7)]
    [InlineData(20, 8)]
    [InlineData(1000, 13)]
    public void Decide_Prices_LaunchWhatIsWorthItsPrice(double missing, int instances)
    {
        PromotionCase eight = Calm with { Predicted = Flat(8) };
        Priced(eight, missing).Services[0].Cover.ShouldBe(instances - 4);
        Priced(eight with { Options = Likelihood(0.99) }, missing).Services[0].Cover.ShouldBe(instances - 4);
        Priced(eight with { Ceiling = 6 }, missing).Services[0].Cover.ShouldBe(Math.Min(instances, 6) - 4);
    }

    [Fact]
    public void Decide_PricesOfAnotherService_LeaveItToTheLikelihood() =>
        Priced(Calm with { Predicted = Flat(8) }, 1000, "db").Services[0].Cover.ShouldBe(2);

    [Fact]
    public void Decide_PricedLaunchThatIsNotWorthIt_SaysWhy()
    {
        PromotionDecision decision = Priced(Calm with { Live = 6, Predicted = Flat(8) }, 1.3);
        decision.Services[0].Cover.ShouldBe(0);
        decision.Reasons.ShouldContain(r => r.Code == PromotionReasonCode.NotLikelyNeeded);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(9)]
    public void Decide_LoadHasJumped_TurnsScaleInOffForAWhile(int minutesAgo)
    {
        PromotionCase calm = Calm with { Live = 8, MissingCost = 1 };
        PromotionDecision decision = Jumped(calm, minutesAgo);

        calm.Service.ScaleIn.ShouldBe(4);
        (decision.Kind, decision.Services[0].ScaleIn).ShouldBe((PromotionKind.Hold, 0));
        decision.Reasons[0].ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(PromotionReasonCode.LoadJumped), r => r.At.ShouldBe(calm.Now.AddMinutes(10 - minutesAgo)));
    }

    [Fact]
    public void Decide_JumpIsLongPast_ScalesIn() => Jumped(Calm with { Live = 8, MissingCost = 1 }, 10).Services[0].ScaleIn.ShouldBe(4);

    [Fact]
    public void Decide_DropAfterAJump_HoldsUntilTheLaterOfThem()
    {
        // Need falls from 9 to 3.6 at noon, after load jumped three minutes before.
        PromotionCase before = Calm with { Now = Calm.Now.AddMinutes(-1), Live = 9, Need = 9, MissingCost = 1 };
        PromotionCase dropped = before.Next() with { Need = 3.6 };
        PromotionMemory memory = new PromotionPolicy(dropped.Options).Decide(dropped.Input() with { JumpedAt = dropped.Now.AddMinutes(-3) }).Memory;
        PromotionDecision later = Jumped(dropped with { Now = dropped.Now.AddMinutes(6), Memory = memory }, 9);

        memory.ScaleInOffUntil.ShouldBe(dropped.Now.AddMinutes(10));
        later.Services[0].ScaleIn.ShouldBe(0);
        later.Reasons.ShouldContain(r => r.Code == PromotionReasonCode.RecentDrop && r.At == dropped.Now.AddMinutes(10));
        Jumped(dropped with { Now = dropped.Now.AddMinutes(10), Memory = memory }, 13).Services[0].ScaleIn.ShouldBe(4);
    }
}
