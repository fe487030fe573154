using TopologyMirror.Routing;
using TopologyMirror.Safety;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Switchover;

/// <summary>What a run wires before it routes and on its way back, and what no effect may wire.</summary>
public sealed class RunWiringTests
{
    private static readonly ServiceName Db = new("db");
    private static readonly ServiceSpecification[] Services = [new(Db, []), new(Web, [Db])];

    private static TestWorld World => new TestWorld().Live("a").Add("db-a", service: "db", weight: 100).Cover("x").Add("db-x", service: "db").Watch("a", "db-a", "x", "db-x");

    [Fact]
    public void Next_ArmOfAJoin_WiresBeforeItRoutes()
    {
        SwitchoverState arm = In(SwitchoverPhase.Arm, "x", "db-x");
        SwitchoverAction.Wire wire = Next(arm, View(World, To("x", "db-x"))).ShouldBeOfType<SwitchoverAction.Wire>();
        wire.Links.ShouldBe([To("x", "db-a", "db-x")]);
        Next(arm, View(World, To("x", "db-a", "db-x"))).ShouldBe(new SwitchoverAction.Enter(SwitchoverPhase.Route));
        Next(arm, World.View()).ShouldBe(new SwitchoverAction.Enter(SwitchoverPhase.Route));
    }

    [Fact]
    public void Next_ArmOfADependency_RewiresTheShadowThatCallsIt()
    {
        TestWorld world = World.Add("db-y", service: "db");
        SwitchoverAction.Wire wire = Next(In(SwitchoverPhase.Arm, "db-x"), View(world, To("x", "db-x"))).ShouldBeOfType<SwitchoverAction.Wire>();
        wire.Links.ShouldBe([To("x", "db-y")]);
    }

    [Fact]
    public void Next_WiringThatDoesNotTakeHold_AbortsAfterItsAttempts()
    {
        SwitchoverState tried = In(SwitchoverPhase.Arm, "x", "db-x").Intend(1, Noon.AddSeconds(-9)).Intend(2, Noon.AddSeconds(-8)).Intend(3, Noon.AddSeconds(-7)).Intend(4, Noon.AddSeconds(-6)).Settle("busy");
        SwitchoverAction.Close close = Next(tried, View(World, To("x", "db-x"))).ShouldBeOfType<SwitchoverAction.Close>();
        (close.Outcome, close.Reason).ShouldBe((SwitchoverOutcome.Aborted, "After 4 attempts the wiring to db did not change at instance 'x': busy"));
    }

    [Fact]
    public void Next_NobodyToCallOnTheNewSide_AbortsAndNamesBoth()
    {
        SwitchoverState replace = SwitchoverState.Open(Runs.Join("x") with { Kind = SwitchoverKind.Replace }).Enter(SwitchoverPhase.Arm, Noon, null);
        Next(replace, View(World.Change("x", i => i with { Digest = New }), To("x", "db-x"))).ShouldBe(
            new SwitchoverAction.Close(SwitchoverOutcome.Aborted, "Instance 'x' would find no ready instance of db to call on its new side."));
    }

    [Fact]
    public void Next_Unwound_WiresBackToTheShadowAndThenCloses()
    {
        SwitchoverState unwind = In(SwitchoverPhase.Unwind, "x");
        TestWorld back = World.Route("x", 0);
        Next(unwind, View(back, To("x", "db-a"))).ShouldBeOfType<SwitchoverAction.Wire>().Links.ShouldBe([To("x", "db-x")]);
        Next(unwind, View(back, To("x", "db-x"))).ShouldBeOfType<SwitchoverAction.Close>().Outcome.ShouldBe(SwitchoverOutcome.RolledBack);

        // Routes are back: what the port cannot wire is left to later ticks.
        SwitchoverState tired = Enumerable.Range(1, 6).Aggregate(unwind, (s, i) => s.Intend(i, Noon)).Settle("busy");
        Next(tired, View(back, To("x", "db-a"))).ShouldBeOfType<SwitchoverAction.Close>().Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
    }

    [Theory]
    [InlineData(ValidationStatus.Passed, "Enter")]
    [InlineData(ValidationStatus.Pending, "Wait")]
    [InlineData(ValidationStatus.Refused, "Close")]
    public void Next_Validate_AsksForTheVerdict(ValidationStatus status, string expected)
    {
        TestWorld world = World.Change("x", i => i with { Validation = status, ValidationDetail = "Check 'app' refuses instance 'x'." });
        SwitchoverAction action = Next(In(SwitchoverPhase.Validate, "x"), world.View());
        action.GetType().Name.ShouldBe(expected);
        string? said = action switch { SwitchoverAction.Wait wait => wait.Reason, SwitchoverAction.Close close => close.Reason, _ => null };
        said.ShouldBe(status switch
        {
            ValidationStatus.Pending => "the validation of instance 'x': Check 'app' refuses instance 'x'.",
            ValidationStatus.Refused => "Check 'app' refuses instance 'x'.",
            _ => null,
        });
    }

    [Fact]
    public void Breach_ShadowWiredToLive_IsInvariant11()
    {
        WorldView world = View(World, To("x", "db-x"));
        Breach(world, To("x", "db-a")).ShouldBe("shadow instance 'x' would be wired to live instance 'db-a' of db");
        Breach(world, WireLink.Shared(Id("x"), Db)).ShouldBe("shadow instance 'x' would call what live calls for db, which has a shadow of its own");
        Breach(world, To("x", "db-x")).ShouldBeNull();
        Breach(world, To("a", "db-a")).ShouldBeNull();
        Breach(world, WireLink.Shared(Id("x"), new ServiceName("mail"))).ShouldBeNull();
    }

    [Fact]
    public void Breach_WhatAnArmedRunBringsIn_IsExemptUntilItGoesBack()
    {
        WorldView world = View(World, To("x", "db-x"));
        Breach(world, To("x", "db-a"), In(SwitchoverPhase.Arm, "x")).ShouldBeNull();
        Breach(world, To("x", "db-a"), In(SwitchoverPhase.Validate, "x")).ShouldNotBeNull();
        Breach(world, To("x", "db-a"), In(SwitchoverPhase.Unwind, "x")).ShouldNotBeNull();
        Breach(world, To("x", "db-a"), In(SwitchoverPhase.Arm, "x"), run: 2).ShouldNotBeNull();
        Breach(world, To("x", "db-a"), In(SwitchoverPhase.Arm, "db-x")).ShouldNotBeNull();
    }

    private static string? Breach(WorldView world, WireLink link, SwitchoverState? open = null, int run = 1) => new PassiveWiringInvariant().Breach(
        new SafetyContext { Now = Noon, World = world, Needs = [], Capacities = [], Run = open, HeldEpoch = new Epoch(3), Limits = new SafetyOptions() },
        new ProposedEffect { Kind = ProposedEffectKind.Wire, Key = new EffectKey(Shop, new RunId(run), 1, 1), Epoch = new Epoch(3), Links = [link] });

    private static SwitchoverAction Next(SwitchoverState state, WorldView world) =>
        new SwitchoverCoordinator(new SwitchoverOptions()).Next(state, new SwitchoverObservation { Now = Noon, World = world });

    private static SwitchoverState In(SwitchoverPhase phase, params string[] promoted) =>
        SwitchoverState.Open(Runs.Join([.. promoted.Order(StringComparer.Ordinal)])).Enter(phase, Noon, null);

    private static WorldView View(TestWorld world, params WireLink[] links) => world.View() with { Wiring = new WiringView(new WiringSnapshot(Noon, links), Services) };

    private static WireLink To(string instance, params string[] targets) => WireLink.To(Id(instance), Db, Ids(targets));
}
