using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Switchover;

public sealed class SwitchoverRampTests
{
    private static readonly SwitchoverOptions Options = new() { SlowStartSteps = 2, SlowStartShare = 0.2 };

    [Fact]
    public void Next_JoinWithSlowStart_BringsItToFullStepByStep()
    {
        ModelWorld model = Model("north", "south");
        SwitchoverState end = model.Drive(SwitchoverState.Open(Join));

        model.Story.ShouldBe([
            "Validate", "Arm", "Route", "north: x=20", "south: x=20", "VerifyRoute", "Ramp", "north: x=60", "south: x=60", "north: x=100", "south: x=100", "Committed",
        ]);
        end.Outcome.ShouldBe(SwitchoverOutcome.Committed);
        (model.Now - Noon).ShouldBeGreaterThan(TimeSpan.FromMinutes(4));
    }

    [Fact]
    public void Next_ReplaceWithSlowStart_RampsBeforeTheOldSideGoes()
    {
        ModelWorld model = Model("lb");
        model.Drive(SwitchoverState.Open(Join with { Kind = SwitchoverKind.Replace, Retire = Ids("a") }));
        model.Story.ShouldBe(["Validate", "Arm", "Route", "lb: x=20", "VerifyRoute", "Ramp", "lb: x=60", "lb: x=100", "Shift", "lb: a=0", "VerifyShift", "Bake", "Committed"]);
    }

    [Fact]
    public void Next_CrashBetweenTwoRouters_GoesOnWithTheSameStep()
    {
        ModelWorld model = Model("north", "south");
        model.World.Route("x", 20).Route("x", 60, router: "north").Watch("x");
        SwitchoverState state = SwitchoverState.Open(Join).Enter(SwitchoverPhase.Ramp, Noon, null).Intend(3, Noon.AddSeconds(1));
        SwitchoverAction.SetWeights next = model.Machine.Next(state, model.Observe()).ShouldBeOfType<SwitchoverAction.SetWeights>();
        (next.Router, next.Weights.Single()).ShouldBe(("south", new RouteWeight(Id("x"), 60)));
    }

    [Fact]
    public void Next_LongAfterACrash_SkipsNoStep()
    {
        ModelWorld model = Model("lb");
        model.World.Route("x", 20).Watch("x");
        SwitchoverState state = SwitchoverState.Open(Join).Enter(SwitchoverPhase.Ramp, Noon.AddHours(-5), null);
        model.Machine.Next(state, model.Observe()).ShouldBeOfType<SwitchoverAction.SetWeights>().Weights.Single().Weight.ShouldBe(60);
    }

    [Fact]
    public void Next_AbortInTheRamp_GoesBack()
    {
        ModelWorld model = Model("lb");
        model.Abort = s => s.Phase == SwitchoverPhase.Ramp && s.Attempts == 1 ? "stop" : null;
        SwitchoverState end = model.Drive(SwitchoverState.Open(Join));
        (end.Outcome, end.Reason, model.Observe().World.IsRoutedAnywhere(Id("x"))).ShouldBe((SwitchoverOutcome.RolledBack, "stop", false));
    }

    [Fact]
    public void Of_WithoutSlowStartOrPromotion_HasNoRamp()
    {
        SwitchoverSequence.Of(Runs.Join("x")).ShouldNotContain(SwitchoverPhase.Ramp);
        SwitchoverSequence.Of(Runs.ScaleIn(["a"], []) with { SlowStart = TimeSpan.FromMinutes(1) }).ShouldNotContain(SwitchoverPhase.Ramp);
        SwitchoverSequence.Of(Join).ShouldContain(SwitchoverPhase.Ramp);
    }

    private static RunPlan Join => Runs.Join("x") with { SlowStart = TimeSpan.FromMinutes(4) };

    private static ModelWorld Model(params string[] routers) =>
        new(new TestWorld(routers).Live("a").Cover("x").Watch("x"), TimeSpan.FromSeconds(12)) { Machine = new SwitchoverCoordinator(Options) };
}
