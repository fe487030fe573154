using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Switchover;

public sealed class SwitchoverCoordinatorTests
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(12);

    [Fact]
    public void Next_JoinThroughOneRouter_WatchesBeforeItRoutes()
    {
        ModelWorld model = Model(new TestWorld().Live("a").Cover("x", "y"));
        SwitchoverState end = model.Drive(SwitchoverState.Open(Runs.Join("x", "y")));

        model.Story.ShouldBe(["Validate", "Arm", "watch x y", "Route", "lb: x=100 y=100", "VerifyRoute", "Committed"]);
        (end.Outcome, end.Steps, model.Observe().World.ServingCount(Web)).ShouldBe((SwitchoverOutcome.Committed, 2, 3));
    }

    [Fact]
    public void Next_JoinThroughTwoRouters_SetsOneAfterTheOther()
    {
        ModelWorld model = Model(new TestWorld("north", "south").Live("a").Cover("x").Watch("x"));
        model.Drive(SwitchoverState.Open(Runs.Join("x")));
        model.Story.ShouldBe(["Validate", "Arm", "Route", "north: x=100", "south: x=100", "VerifyRoute", "Committed"]);
    }

    [Fact]
    public void Next_WithoutMonitoring_NeedsNone()
    {
        SwitchoverState state = SwitchoverState.Open(Runs.Join("x")).Enter(SwitchoverPhase.Arm, Noon, null);
        new SwitchoverCoordinator(new SwitchoverOptions())
            .Next(state, new SwitchoverObservation { Now = Noon, World = new TestWorld().Live("a").Cover("x").View(monitored: false) })
            .ShouldBe(new SwitchoverAction.Enter(SwitchoverPhase.Route));
    }

    [Theory]
    [InlineData("lb")]
    [InlineData("north", "south")]
    public void Next_ScaleIn_SkipsValidateAndArm(params string[] routers)
    {
        ModelWorld model = Model(new TestWorld(routers).Live("a", "b", "c"));
        model.Drive(SwitchoverState.Open(Runs.ScaleIn(demote: ["c"], retire: ["b"])));
        model.Story.ShouldBe(["Route", .. routers.Select(r => $"{r}: b=0 c=0"), "VerifyRoute", "Committed"]);
    }

    [Theory]
    [InlineData(SwitchoverPhase.Reserve)]
    [InlineData(SwitchoverPhase.Validate)]
    [InlineData(SwitchoverPhase.Arm)]
    [InlineData(SwitchoverPhase.Route)]
    public void Next_AbortBeforeTheFirstRoute_TouchesNothingOfLive(SwitchoverPhase at)
    {
        ModelWorld model = Model(new TestWorld().Live("a").Cover("x"));
        model.Abort = s => s.Phase == at ? "operator: stop" : null;
        SwitchoverState end = model.Drive(SwitchoverState.Open(Runs.Join("x")));

        (end.Outcome, end.Reason).ShouldBe((SwitchoverOutcome.Aborted, "operator: stop"));
        model.Story.ShouldNotContain(s => s.StartsWith("lb", StringComparison.Ordinal));
    }

    [Fact]
    public void Next_AbortAfterTheFirstOfTwoRouters_PutsBackWhatWasSet()
    {
        ModelWorld model = Model(new TestWorld("north", "south").Live("a").Cover("x").Watch("x"));
        model.Abort = s => s is { Phase: SwitchoverPhase.Route, Attempts: 1 } ? "stop" : null;
        SwitchoverState end = model.Drive(SwitchoverState.Open(Runs.Join("x")));

        model.Story.ShouldBe(["Validate", "Arm", "Route", "north: x=100", "Unwind", "north: x=0", "RolledBack"]);
        (end.Reason, model.Observe().World.IsRoutedAnywhere(Id("x"))).ShouldBe(("stop", false));
    }

    [Fact]
    public void Next_AbortWhileTheDataPlaneLags_UnwindsUntilThatIsObserved()
    {
        ModelWorld model = Model(new TestWorld("north", "south").Live("a", "b"));
        model.Abort = s => s.Phase == SwitchoverPhase.VerifyRoute ? "stop" : null;
        model.Drive(SwitchoverState.Open(Runs.ScaleIn(["b"], [])));

        model.Story.ShouldBe(["Route", "north: b=0", "south: b=0", "VerifyRoute", "Unwind", "south: b=100", "north: b=100", "RolledBack"]);
        model.Observe().World.ServingCount(Web).ShouldBe(2);
    }

    [Fact]
    public void Next_AbortAfterAllIsInForce_IsTooLate()
    {
        ModelWorld model = Model(new TestWorld().Live("a").Cover("x").Watch("x"), TimeSpan.Zero);
        model.Abort = s => s.Phase == SwitchoverPhase.VerifyRoute ? "stop" : null;
        model.Drive(SwitchoverState.Open(Runs.Join("x"))).Outcome.ShouldBe(SwitchoverOutcome.Committed);
    }

    [Fact]
    public void Next_AbortWhileUnwinding_ChangesNothing()
    {
        ModelWorld model = Model(new TestWorld().Live("a").Cover("x").Watch("x"));
        model.Abort = s => s.Phase >= SwitchoverPhase.VerifyRoute ? "stop" : null;
        model.Drive(SwitchoverState.Open(Runs.Join("x"))).Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
    }

    [Theory]
    [InlineData("gone", "Instance 'x' is gone.")]
    [InlineData("failed", "Instance 'x' is Failed.")]
    [InlineData("terminating", "Instance 'x' is Terminating.")]
    [InlineData("digest", "Instance 'x' runs bbbbbbbbbbbb, not aaaaaaaaaaaa.")]
    public void Next_InstanceLostInValidate_Aborts(string how, string reason)
    {
        TestWorld world = new TestWorld().Live("a").Cover("x");
        ModelWorld model = Model(how switch
        {
            "gone" => world.Gone("x"),
            "failed" => world.In("x", InstanceState.Failed),
            "terminating" => world.In("x", InstanceState.Terminating),
            _ => world.Change("x", i => i with { Digest = New }),
        });
        SwitchoverState end = model.Drive(SwitchoverState.Open(Runs.Join("x")));
        (end.Outcome, end.Reason).ShouldBe((SwitchoverOutcome.Aborted, reason));
    }

    [Fact]
    public void Next_InstanceNeverReady_AbortsAfterTheTimeout()
    {
        ModelWorld model = Model(new TestWorld().Live("a").Add("x", InstanceState.Launching));
        SwitchoverState end = model.Drive(SwitchoverState.Open(Runs.Join("x")));

        end.Reason.ShouldBe("Waited 00:02:00 for instance 'x' to be ready with its digest read back.");
        (model.Now - Noon).ShouldBeInRange(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2.2));
    }

    [Fact]
    public void Next_InstanceReadyWhileWaiting_GoesOn()
    {
        ModelWorld model = Model(new TestWorld().Live("a").Add("x", InstanceState.Unready));
        model.Before = s => _ = model.Now > Noon.AddSeconds(30) ? model.World.In("x", InstanceState.Ready) : null;
        model.Drive(SwitchoverState.Open(Runs.Join("x"))).Outcome.ShouldBe(SwitchoverOutcome.Committed);
    }

    [Fact]
    public void Next_ObservationOlderThanTheRun_IsNoWitness()
    {
        SwitchoverState state = SwitchoverState.Open(Runs.Join("x") with { OpenedAt = Noon.AddSeconds(1) }).Enter(SwitchoverPhase.Validate, Noon.AddSeconds(1), null);
        new SwitchoverCoordinator(new SwitchoverOptions())
            .Next(state, new SwitchoverObservation { Now = Noon.AddSeconds(2), World = new TestWorld().Cover("x").View() })
            .ShouldBe(new SwitchoverAction.Wait(Noon.AddSeconds(7), "an observation made by this run"));
    }

    [Fact]
    public void Next_ARouterLagsBeyondTheTimeout_RollsBack()
    {
        ModelWorld model = Model(new TestWorld().Live("a").Cover("x").Watch("x"), TimeSpan.FromSeconds(90));
        SwitchoverState end = model.Drive(SwitchoverState.Open(Runs.Join("x")));

        end.Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
        end.Reason.ShouldBe("Waited 00:01:00 for router 'lb' to use weight 100 for instance 'x'.");
        model.Observe().World.IsRoutedAnywhere(Id("x")).ShouldBeFalse();
    }

    [Fact]
    public void Next_SomebodyUndoesTheRoute_RollsBackAfterTheTimeout()
    {
        ModelWorld model = Model(new TestWorld().Live("a").Cover("x").Watch("x"), TimeSpan.FromDays(1));
        model.Before = s => _ = s.Phase == SwitchoverPhase.VerifyRoute ? model.World.Route("x", 0) : null;
        model.Drive(SwitchoverState.Open(Runs.Join("x"))).Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
    }

    [Fact]
    public void Next_UnwindOfAScaleIn_BringsBackOnlyWhatStillRuns()
    {
        ModelWorld model = Model(new TestWorld().Live("a", "b", "c"));
        model.Abort = s => s.Phase == SwitchoverPhase.VerifyRoute ? "stop" : null;
        model.Before = s => _ = s.Phase == SwitchoverPhase.VerifyRoute ? model.World.In("c", InstanceState.Failed) : null;
        model.Drive(SwitchoverState.Open(Runs.ScaleIn([], ["b", "c"])));

        model.Story.ShouldBe(["Route", "lb: b=0 c=0", "VerifyRoute", "Unwind", "lb: b=100", "RolledBack"]);
    }

    [Fact]
    public void Next_ClosedRun_IsDone() =>
        new SwitchoverCoordinator(new SwitchoverOptions())
            .Next(SwitchoverState.Open(Runs.Join("x")).Close(SwitchoverOutcome.Committed, Noon, null), new SwitchoverObservation { Now = Noon, World = new TestWorld().View() })
            .ShouldBe(new SwitchoverAction.Done());

    private static ModelWorld Model(TestWorld world, TimeSpan? lag = null) => new(world, lag ?? Lag);
}
