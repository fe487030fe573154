using TopologyMirror.Capacity;
using TopologyMirror.Promotion;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;

namespace TopologyMirror.Tests.Promotion;

/// <summary>A release is due at noon: 4 are live, the bake takes 10 minutes, and from 13:00 to 13:30 half as much is needed as before.</summary>
public sealed class ReleaseTroughTests
{
    private static readonly DateTimeOffset Noon = Capacity.Forecasts.Noon;
    private static readonly DateTimeOffset Trough = Noon.AddHours(1);

    /// <summary>Three hours from noon.</summary>
    private static double[] Predicted(int from = 60, int to = 90) => [.. Enumerable.Range(0, 180).Select(m => m >= from && m < to ? 2.0 : 4.0)];

    private static PromotionOptions Waiting(double hours = 2) => new() { ReleaseLongestWait = TimeSpan.FromHours(hours), Join = JoinRule.WhenNeeded };

    private static PromotionDecision Decide(
        int minute, PromotionOptions options, int candidates = 4, int arriving = 0, double[]? predicted = null, Func<PromotionInput, PromotionInput>? but = null)
    {
        PromotionInput input = new PromotionCase
        {
            Now = Noon.AddMinutes(minute), Live = 4, Candidate = candidates, CandidateArriving = arriving, Predicted = predicted ?? Predicted(),
            ReleaseBake = TimeSpan.FromMinutes(10), Memory = PromotionMemory.Start(Noon.AddHours(-1)) with { ReleaseSince = Noon },
        }.Input();
        return new PromotionPolicy(options).Decide(but?.Invoke(input) ?? input).Decision;
    }

    private static bool Waits(PromotionDecision decision) => decision.Reasons.Any(r => r.Code == PromotionReasonCode.WaitsForTrough);

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(58)]
    public void Decide_CalmerHourAhead_WaitsForItAndSaysUntilWhen(int minute)
    {
        PromotionDecision decision = Decide(minute, Waiting());

        decision.Kind.ShouldNotBe(PromotionKind.Replace);
        decision.Reasons.Single(r => r.Code == PromotionReasonCode.WaitsForTrough).At.ShouldBe(Trough);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(70)]
    public void Decide_CalmerHourHasCome_Begins(int minute)
    {
        PromotionDecision decision = Decide(minute, Waiting());
        (decision.Kind, Waits(decision)).ShouldBe((PromotionKind.Replace, false));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(1, 3)]
    public void Decide_CalmerHourIsFar_LeavesCandidatesAsTheyAre(int candidates, int arriving)
    {
        PromotionDecision decision = Decide(20, Waiting(), candidates, arriving);
        (decision.Kind, decision.Services[0].Candidate).ShouldBe((PromotionKind.Hold, candidates + arriving));
    }

    [Theory]
    [InlineData(48, 0)]
    [InlineData(49, 4)]
    [InlineData(58, 4)]
    public void Decide_CalmerHourIsALaunchAway_BuildsCandidates(int minute, int candidates)
    {
        PromotionDecision decision = Decide(minute, Waiting(), candidates: 0);
        decision.Services[0].Candidate.ShouldBe(candidates);
        decision.Kind.ShouldBe(candidates > 0 ? PromotionKind.Grow : PromotionKind.Hold);
        Waits(decision).ShouldBeTrue();
    }

    [Fact]
    public void Decide_NoCalmerHour_BeginsAtOnce() => Decide(0, Waiting(), predicted: Predicted(0, 0)).Kind.ShouldBe(PromotionKind.Replace);

    [Fact]
    public void Decide_CalmerHourBeyondTheLongestWait_BeginsAtOnce()
    {
        Decide(0, Waiting(0.75)).Kind.ShouldBe(PromotionKind.Replace);
        Decide(50, Waiting(0.75)).Kind.ShouldBe(PromotionKind.Replace);
    }

    [Fact]
    public void Decide_CalmerHourThatIsAlwaysAhead_IsWaitedForNoLongerThanTheLongestWait()
    {
        // As seen at each minute, load halves in half an hour.
        PromotionKind[] kinds = [.. Enumerable.Range(0, 125).Select(minute => Decide(minute, Waiting(), predicted: Predicted(minute + 30, 180)).Kind)];
        int begins = Array.IndexOf(kinds, PromotionKind.Replace);

        begins.ShouldBeInRange(60, 120);
        kinds.Take(begins).ShouldAllBe(kind => kind == PromotionKind.Hold);
        kinds.Skip(begins).ShouldAllBe(kind => kind == PromotionKind.Replace);
    }

    [Fact]
    public void Decide_WithoutTheOption_DoesNotWait() => Decide(0, new PromotionOptions()).Kind.ShouldBe(PromotionKind.Replace);

    [Fact]
    public void Decide_WithoutAForecast_DoesNotWait()
    {
        PromotionDecision decision = Decide(0, Waiting(), but: input => input with { Plan = new CapacityPlan([], input.Capacities, 0.05) });
        (decision.Kind, Waits(decision)).ShouldBe((PromotionKind.Replace, false));
    }

    [Fact]
    public void Decide_LiveIsUnhealthy_DoesNotWait()
    {
        PromotionDecision decision = Decide(0, Waiting(), but: input => input with { LiveIsUnhealthy = true });
        (decision.Kind, Waits(decision)).ShouldBe((PromotionKind.Replace, false));
    }

    [Fact]
    public void Decide_ReleaseHasBegun_GoesOn()
    {
        PromotionDecision decision = Decide(0, Waiting(), candidates: 2, but: input => input with
        {
            Release = new OpenRelease { Digest = TestWorld.New, Previous = TestWorld.Old, Waves = 1, LastWave = new RunId(3) },
            Counts = [input.Counts[0] with { LiveAtRelease = 2 }],
        });
        (decision.Kind, decision.Services[0].Wave, Waits(decision)).ShouldBe((PromotionKind.Replace, 2, false));
    }

    [Fact]
    public void Decide_NoRelease_SaysNothingOfATrough() => Waits(Decide(0, Waiting(), but: input => input with { ReleaseBake = null })).ShouldBeFalse();

    [Theory]
    [InlineData(0.49, false)]
    [InlineData(0.51, true)]
    public void Decide_TroughShare_IsHowMuchCalmerItHasToBe(double share, bool waits)
    {
        PromotionOptions options = Waiting();
        options.TroughShare = share;
        Waits(Decide(0, options)).ShouldBe(waits);
    }

    [Fact]
    public void Decide_LoadWhileItWaits_IsServed()
    {
        PromotionDecision decision = Decide(0, Waiting(), but: input => input with { Needs = [input.Needs[0] with { Real = 5, Instances = 5 }] });
        (decision.Kind, decision.Services[0].Join, Waits(decision)).ShouldBe((PromotionKind.Join, 1, true));
    }

    [Fact]
    public void Decide_ReleaseIsDue_RemembersSinceWhenItWaits()
    {
        PromotionCase due = new() { Predicted = Predicted(), ReleaseBake = TimeSpan.FromMinutes(10), Options = Waiting() };
        due.Decide().Memory.ReleaseSince.ShouldBe(Noon);
        due.Next(5).Decide().Memory.ReleaseSince.ShouldBe(Noon);
        (due.Next(5) with { ReleaseBake = null }).Decide().Memory.ReleaseSince.ShouldBeNull();
    }
}
