using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Switchover;

/// <summary>A failure or a time-out says nothing of what happened: what is observed decides, and attempts are bounded.</summary>
public sealed class SwitchoverRetryTests
{
    private const string NoAnswer = "no answer within 00:00:05";

    [Fact]
    public void Next_TimeoutsThatTookEffect_AreSeenAndNotRepeated()
    {
        ModelWorld model = Model();
        model.Answer = _ => (NoAnswer, true);
        model.Drive(SwitchoverState.Open(Runs.Join("x"))).Outcome.ShouldBe(SwitchoverOutcome.Committed);
        model.Story.ShouldBe(["Validate", "Arm", "watch x", "Route", "lb: x=100", "VerifyRoute", "Committed"]);
    }

    [Fact]
    public void Next_TimeoutsWithoutEffect_AreRepeatedAfterTheDelay()
    {
        ModelWorld model = Model();
        model.Answer = call => call is 1 or 3 ? (NoAnswer, false) : (null, true);
        model.Drive(SwitchoverState.Open(Runs.Join("x"))).Outcome.ShouldBe(SwitchoverOutcome.Committed);

        model.Story.ShouldBe(["Validate", "Arm", "watch x", "watch x", "Route", "lb: x=100", "lb: x=100", "VerifyRoute", "Committed"]);
        (model.Now - Noon).ShouldBeGreaterThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Next_MonitoringNeverCovers_AbortsAfterThreeAttempts()
    {
        ModelWorld model = Model();
        model.Answer = _ => ("refused", false);
        SwitchoverState end = model.Drive(SwitchoverState.Open(Runs.Join("x")));

        (end.Outcome, model.Calls).ShouldBe((SwitchoverOutcome.Aborted, 3));
        end.Reason.ShouldBe("After 3 attempts monitoring did not cover instance 'x': refused");
    }

    [Theory]
    [InlineData(3, "lb")]
    [InlineData(6, "north", "south")]
    public void Next_RouterNeverAccepts_UnwindsAfterThreeAttemptsPerRouter(int attempts, params string[] routers)
    {
        ModelWorld model = new(new TestWorld(routers).Live("a").Cover("x").Watch("x"), TimeSpan.Zero) { Answer = _ => ("busy", false) };
        SwitchoverState end = model.Drive(SwitchoverState.Open(Runs.Join("x")));

        (end.Outcome, model.Calls).ShouldBe((SwitchoverOutcome.RolledBack, attempts));
        end.Reason.ShouldBe($"After {attempts} attempts router '{routers[0]}' did not take the weight of instance 'x': busy");
    }

    [Fact]
    public void Next_RouterSaysYesAndForgets_IsAskedAgainOnlyAfterTheDelay()
    {
        ModelWorld model = Model();
        model.Answer = call => (null, call == 1);
        SwitchoverState end = model.Drive(SwitchoverState.Open(Runs.Join("x")));

        (end.Outcome, model.Calls).ShouldBe((SwitchoverOutcome.RolledBack, 4));
        (model.Now - Noon).ShouldBeGreaterThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Next_UnwindIsNotTaken_NeverGivesUpAndAlwaysWaitsBetween()
    {
        ModelWorld model = new(new TestWorld("north", "south").Live("a").Cover("x").Watch("x"), TimeSpan.Zero)
        {
            Abort = s => s is { Phase: SwitchoverPhase.Route, Attempts: 2 } ? "stop" : null,
            Answer = call => (null, call is <= 2 or > 12),
        };
        SwitchoverState end = model.Drive(SwitchoverState.Open(Runs.Join("x")));

        (end.Outcome, model.Calls).ShouldBe((SwitchoverOutcome.RolledBack, 14));
        (model.Now - Noon).ShouldBeGreaterThan(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public void Next_CrashAfterTheIntent_LooksBeforeItActs()
    {
        ModelWorld model = Model();
        model.World.Watch("x");
        SwitchoverState crashed = SwitchoverState.Open(Runs.Join("x")).Enter(SwitchoverPhase.Route, Noon, null).Intend(1, Noon);
        model.World.Route("x", 0, pending: 100);

        model.Machine.Next(crashed, model.Observe()).ShouldBe(new SwitchoverAction.Enter(SwitchoverPhase.VerifyRoute));
    }

    private static ModelWorld Model() => new(new TestWorld().Live("a").Cover("x"), TimeSpan.FromSeconds(1));
}
