using TopologyMirror.Replay;
using static TopologyMirror.Replay.ReplayActionKind;
using static TopologyMirror.Replay.ReplayPurpose;

namespace TopologyMirror.Tests.Replay;

public sealed class ReplayRunnerTests
{
    private static ReplayResult Run(ReplayTrace trace, params ReplayAction[] actions) =>
        ReplayRunner.Run(trace, new RecordedPolicy("recorded", actions), Traces.TenMinutes);

    private static ReplayScore Score(params ReplayAction[] actions) => Run(Traces.OfOneHour(), actions).Score;

    private static int At(ReplayResult result, IReadOnlyList<int> perTick, int tick) => perTick[tick - result.FirstTick];

    [Fact]
    public void Run_NothingDone_PaysTheFirstInstances()
    {
        ReplayScore score = Score();

        score.Minutes.ShouldBe(60);
        score.NeedHours.ShouldBe(1);
        score.PaidHours.ShouldBe(new ReplayPaidHours(2, 0, 0, 0));
        score.OverPercent.ShouldBe(100, 1e-9);
        score.ViolationMinutes.ShouldBe(0);
        score.ChangesPerDay.ShouldBe(0);
    }

    [Fact]
    public void Run_NeedAboveServing_CountsViolationsShortfallAndTheLongestBurst()
    {
        // Two live; need 4 in 3 minutes, 3 in 1 minute, with a minute between.
        ReplayTrace trace = Traces.OfOneHour(t => t is >= 70 and < 73 ? 4 : t == 74 ? 2.5 : 1);
        ReplayScore score = Run(trace).Score;

        score.ViolationMinutes.ShouldBe(4);
        score.ViolationPercent.ShouldBe(100 * 4 / 60.0, 1e-9);
        score.WorstBurstMinutes.ShouldBe(3);
        score.NeedHours.ShouldBe((56 + 12 + 3) / 60.0, 1e-9);
        score.ShortfallPercent.ShouldBe(100.0 * (6 + 1) / (56 + 12 + 3), 1e-9);
    }

    [Fact]
    public void Run_LaunchedIntoLive_ServesFromTheMinuteAfterItIsRouted()
    {
        ReplayResult result = Run(Traces.OfOneHour(), new(62, 0, Launch, Live), new(72, 0, Route, Live));

        At(result, result.Serving, 72).ShouldBe(2);
        At(result, result.Serving, 73).ShouldBe(3);
        At(result, result.Paid, 61).ShouldBe(2);
        At(result, result.Paid, 62).ShouldBe(3);
        result.Score.PaidHours.Launching.ShouldBe(10 / 60.0, 1e-9);
        result.Score.PaidHours.Live.ShouldBe((120 + 48) / 60.0, 1e-9);
        result.Score.ChangesPerDay.ShouldBe(24, 1e-9);
    }

    [Fact]
    public void Run_Unrouted_ServesThatMinuteAndIsPaidForTwoMinutesOfDrain()
    {
        ReplayResult result = Run(Traces.OfOneHour(), new(80, -1, Unroute, Live), new(83, -1, Terminate, Live));

        At(result, result.Serving, 80).ShouldBe(2);
        At(result, result.Serving, 81).ShouldBe(1);
        At(result, result.Paid, 82).ShouldBe(2);
        At(result, result.Paid, 83).ShouldBe(1);
    }

    [Fact]
    public void Run_TerminatedBeforeDrained_IsPaidForTheDrainAllTheSame()
    {
        ReplayResult early = Run(Traces.OfOneHour(), new(80, -1, Unroute, Live), new(81, -1, Terminate, Live));
        ReplayResult late = Run(Traces.OfOneHour(), new(80, -1, Unroute, Live), new(83, -1, Terminate, Live));

        early.Paid.ShouldBe(late.Paid);
        early.Score.PaidHours.Overlap.ShouldBe(0);
    }

    [Fact]
    public void Run_TerminatedWhileRouted_DoesNotServeThatMinute()
    {
        ReplayResult result = Run(Traces.OfOneHour(), new ReplayAction(80, -1, Terminate, Live));

        At(result, result.Serving, 79).ShouldBe(2);
        At(result, result.Serving, 80).ShouldBe(1);
        result.Score.ChangesPerDay.ShouldBe(24, 1e-9);
    }

    [Fact]
    public void Run_KeptAfterItsDrain_IsOverlap()
    {
        ReplayScore score = Score(new(80, -1, Unroute, Live), new(90, -1, Terminate, Live));

        // Live up to minute 82, then 83 to 89.
        score.PaidHours.Overlap.ShouldBe(7 / 60.0, 1e-9);
        score.PaidHours.Live.ShouldBe((60 + 23) / 60.0, 1e-9);
    }

    [Fact]
    public void Run_Demoted_IsShadowAfterItsDrain()
    {
        ReplayScore score = Score(new(80, -1, Demote, ReplayPurpose.Shadow), new(90, -1, Route, Live));

        score.PaidHours.ShouldBe(new ReplayPaidHours(113 / 60.0, 7 / 60.0, 0, 0));
        score.Promotions.ShouldBe(1);
    }

    [Fact]
    public void Run_ShadowInstance_IsReadyAMinuteLater()
    {
        Score(new(62, 0, Launch, ReplayPurpose.Shadow), new(73, 0, Route, Live)).PaidHours.Launching.ShouldBe(11 / 60.0, 1e-9);
        Should.Throw<InvalidReplayActionException>(() => Score(new(62, 0, Launch, ReplayPurpose.Shadow), new(72, 0, Route, Live)))
            .Message.ShouldBe("Policy 'recorded' cannot Route instance 0 at tick 72: it is not ready.");
    }

    [Fact]
    public void Run_RoutedAndUnroutedInOneMinute_IsOneChange() =>
        Score(new(62, 0, Launch, Live), new(75, 0, Route, Live), new(75, -1, Unroute, Live)).ChangesPerDay.ShouldBe(24, 1e-9);

    [Fact]
    public void Run_BeforeTheScoredPart_CostsNothing() =>
        Score(new(55, 0, Launch, ReplayPurpose.Shadow), new(60, 0, Terminate, ReplayPurpose.Shadow)).PaidHours.Total.ShouldBe(2);

    [Theory]
    [InlineData(60, 1, Launch, "the next launch is number 0")]
    [InlineData(60, 3, Route, "there is no such instance")]
    [InlineData(60, -1, Route, "it is routed already")]
    [InlineData(60, -3, Terminate, "there is no such instance")]
    public void Run_ActionThatCannotBe_Throws(int tick, int instance, ReplayActionKind kind, string reason)
    {
        var thrown = Should.Throw<InvalidReplayActionException>(() => Score(new ReplayAction(tick, instance, kind, Live)));
        thrown.Message.ShouldEndWith(reason + ".");
        (thrown.Tick, thrown.Instance, thrown.Kind).ShouldBe((tick, instance, kind));
    }

    [Fact]
    public void Run_RecordedLaunchAboveTheCap_Throws() =>
        Should.Throw<InvalidReplayActionException>(() => Run(Traces.OfOneHour(cap: 2), new ReplayAction(60, 0, Launch, Live)))
            .Message.ShouldEndWith("the fleet has its 2 instances.");

    [Fact]
    public void Run_NeedAboveTheCap_CountsAgainstThePolicyAndIsListed()
    {
        ReplayTrace trace = Traces.OfOneHour(t => t is 70 or 71 ? 5 : 1, cap: 2);

        trace.TicksAboveCap.ShouldBe([70, 71]);
        ReplayScore score = Run(trace).Score;
        score.MinutesAboveCap.ShouldBe(2);
        score.ViolationMinutes.ShouldBe(2);
    }

    [Fact]
    public void Run_LaunchNeverNeeded_IsFalse()
    {
        // Need 3 at minute 70: launch 0 is needed then, launch 1 is not. Launch 2 is judged by none: its hour outlasts the trace.
        ReplayTrace trace = Traces.OfOneHour(t => t == 70 ? 3 : 1);
        ReplayScore score = Run(trace, new(60, 0, Launch, Live), new(60, 1, Launch, Live), new(62, 2, Launch, Live)).Score;

        score.Launches.ShouldBe(3);
        score.FalseLaunches.ShouldBe(1);
    }

    [Fact]
    public void Run_PromotionNotNeededForFifteenMinutes_IsFalse()
    {
        ReplayTrace trace = Traces.OfOneHour(t => t == 90 ? 3 : 1);
        ReplayAction[] launch = [new(55, 0, Launch, ReplayPurpose.Shadow)];

        Run(trace, [.. launch, new(75, 0, Route, Live)]).Score.FalsePromotions.ShouldBe(0);
        Run(trace, [.. launch, new(74, 0, Route, Live)]).Score.FalsePromotions.ShouldBe(1);
        Run(trace, [.. launch, new(75, 0, Route, Live), new(80, 0, Demote, ReplayPurpose.Shadow)]).Score.FalsePromotions.ShouldBe(1);
    }

    [Fact]
    public void RecordedPolicy_ActionsOutOfOrder_Throws() =>
        Should.Throw<ArgumentException>(() => new RecordedPolicy("x", [new(7, 0, Launch, Live), new(6, 1, Launch, Live)]))
            .Message.ShouldContain("Action 1 is of tick 6, the one before it of tick 7.");
}
