using TopologyMirror.Routing;
using TopologyMirror.Safety;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Safety;

/// <summary>Every invariant has an effect that breaks it, and beside it one that is allowed.</summary>
public sealed class SafetyInvariantsTests
{
    private const int Run = 7;

    private static TestWorld Five => new TestWorld().Live("a", "b", "c", "d", "e").Cover("x").Watch("a", "b", "c", "d", "e", "x");

    // 1: serving capacity.
    [Fact]
    public void Check_UnroutingBelowNeed_Breaks1()
    {
        Check(Five, Weights(0, "a", "b"), need: 3).ShouldBeEmpty();
        Check(Five, Weights(0, "a", "b"), need: 3.5).ShouldBe(["invariant 1 (serving-capacity): web would serve with 3 instances, fewer than 4 (before: 5)"]);
        Check(Five, Weights(0, "a", "b"), need: 3, headroom: 0.2)[0].ShouldStartWith("invariant 1 (");
        Check(Five, Weights(0, "a", "b"), need: 0, floor: 4)[0].ShouldStartWith("invariant 1 (");
    }

    [Fact]
    public void Check_NeedAboveLevelAlready_AllowsWhatMakesItNoWorse()
    {
        TestWorld world = Five.In("a", InstanceState.Failed);

        Check(world, Weights(0, "a"), need: 9).ShouldBeEmpty();
        Check(world, Weights(0, "b"), need: 9).ShouldHaveSingleItem().ShouldContain("3 instances, fewer than 4");
    }

    [Fact]
    public void Check_WhatIsAcceptedToDrain_ServesNoMore()
    {
        Check(Five.Route("a", 100, pending: 0), Weights(0, "b"), need: 4).ShouldHaveSingleItem().ShouldContain("3 instances, fewer than 4");
        Check(Five.Route("a", 100, pending: 50), Weights(0, "b"), need: 4).ShouldBeEmpty();
        Check(new TestWorld().Live("a", "b").Route("a", 100, pending: 0), Weights(0, "b"), need: 0, floor: 0).ShouldHaveSingleItem().ShouldStartWith("invariant 7");
    }

    [Fact]
    public void Check_UnknownNeed_AllowsNoLoss()
    {
        Check(Five, Weights(0, "a"), need: null).ShouldContain(b => b.StartsWith("invariant 1 (", StringComparison.Ordinal));
        Check(Five, Weights(0, "x"), need: null, stale: false).ShouldNotContain(b => b.StartsWith("invariant 1 (", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_BeforeAJoinsPointOfNoReturn_KeepsTheLevelBeforeTheSwitch()
    {
        TestWorld joined = Five.Route("x", 100);
        RunPlan plan = Plan(SwitchoverKind.Join, promote: ["x"]) with { ServingBefore = [new ServiceLevel(Web, 5)] };

        Check(joined, Weights(0, "x"), need: 1, run: In(plan, SwitchoverPhase.Unwind)).ShouldBeEmpty();
        Check(joined, Weights(0, "a", "x"), need: 1, run: In(plan, SwitchoverPhase.Route)).ShouldHaveSingleItem().ShouldContain("4 instances, fewer than 5");
    }

    [Fact]
    public void Check_OneOfTwoRouters_CountsAsServingNoMore() =>
        Check(new TestWorld("lb", "south").Live("a", "b"), Weights(0, "a"), need: 2).ShouldHaveSingleItem().ShouldContain("1 instances, fewer than 2");

    // 2: readiness at the run's digest, observed by the run.
    [Theory]
    [InlineData(InstanceState.Launching, "is Launching")]
    [InlineData(InstanceState.Unready, "is Unready")]
    [InlineData(InstanceState.Failed, "is Failed")]
    public void Check_RoutingWhatIsNotReady_Breaks2(InstanceState state, string says)
    {
        Check(Five.In("x", state), Weights(100, "x"), run: Joining("x")).ShouldHaveSingleItem().ShouldContain(says);
        Check(Five, Weights(100, "x"), run: Joining("x")).ShouldBeEmpty();
    }

    [Fact]
    public void Check_RoutingAnotherOrUnreadDigest_Breaks2()
    {
        Check(Five.Change("x", i => i with { Digest = New }), Weights(100, "x"), run: Joining("x"))[0]
            .ShouldBe("invariant 2 (observed-readiness): instance 'x' would be routed at digest bbbbbbbbbbbb, not aaaaaaaaaaaa");
        Check(Five.Change("x", i => i with { Digest = null }), Weights(100, "x"), run: Joining("x"))[0].ShouldContain("at digest unread");
    }

    [Fact]
    public void Check_ReadinessObservedBeforeTheRun_Breaks2()
    {
        SwitchoverState run = In(Plan(SwitchoverKind.Join, promote: ["x"]) with { OpenedAt = Noon.AddTicks(1) }, SwitchoverPhase.Route);
        Check(Five, Weights(100, "x"), run: run)[0].ShouldContain("before the run was opened");
    }

    [Fact]
    public void Check_UnDrainingAndOlderRoutes_AreExemptFrom2()
    {
        SwitchoverState leaving = In(Plan(SwitchoverKind.ScaleIn, retire: ["a"]), SwitchoverPhase.Unwind);

        Check(Five.Route("a", 0).Change("a", i => i with { Digest = null }), Weights(100, "a"), run: leaving).ShouldBeEmpty();
        Check(Five.In("b", InstanceState.Unready), Weights(50, "b"), run: leaving).ShouldBeEmpty();
    }

    [Fact]
    public void Check_PromotedInstanceDiesBetweenTwoRouters_Breaks2AtTheSecond()
    {
        TestWorld world = new TestWorld("north", "lb").Live("a").Cover("x").Watch("a", "x").Route("x", 100, router: "north").In("x", InstanceState.Failed);
        Check(world, Weights(100, "x"), run: Joining("x")).ShouldHaveSingleItem().ShouldContain("'x' would be routed and is Failed");
    }

    // 3: one digest.
    [Fact]
    public void Check_RoutingAnotherDigestBesideLive_Breaks3ButForAReplace()
    {
        TestWorld world = Five.Change("x", i => i with { Digest = New });
        SwitchoverState joining = In(Plan(SwitchoverKind.Join, promote: ["x"]) with { Digest = New }, SwitchoverPhase.Route);
        SwitchoverState replacing = In(Plan(SwitchoverKind.Replace, promote: ["x"]) with { Digest = New }, SwitchoverPhase.Route);

        Check(world, Weights(100, "x"), run: joining).ShouldBe(
            ["invariant 3 (one-digest): instance 'x' at bbbbbbbbbbbb would be routed beside 'a' at aaaaaaaaaaaa"]);
        Check(world, Weights(100, "x"), run: replacing).ShouldBeEmpty();
        Check(Five.Change("a", i => i with { Digest = New }), Weights(100, "x"), run: Joining("x")).ShouldBeEmpty();
    }

    // 12: watched before it is routed, and until it is gone.
    [Fact]
    public void Check_RoutingWhatIsNotWatched_Breaks12()
    {
        TestWorld world = new TestWorld().Live("a").Cover("x").Watch("a");
        Check(world, Weights(100, "x"), run: Joining("x")).ShouldBe(["invariant 12 (watched-first): instance 'x' would be routed and is not watched"]);
        Check(world.Watch("x"), Weights(100, "x"), run: Joining("x")).ShouldBeEmpty();
    }

    [Fact]
    public void Check_DetachingWhatIsRouted_Breaks12()
    {
        ProposedEffect detach = Launch() with { Kind = ProposedEffectKind.DetachMonitoring, Count = 0, Instances = Ids("a") };
        Check(Five, detach).ShouldBe(["invariant 12 (watched-first): instance 'a' would no longer be watched and still gets requests"]);
        Check(Five, detach with { Instances = Ids("x") }).ShouldBeEmpty();
    }

    // 6: one owner, one run.
    [Fact]
    public void Check_LeaseLostOrOtherEpoch_Breaks6()
    {
        Check(Five, Launch(), held: null).ShouldBe(["invariant 6 (single-owner): the lease of cluster 'shop' is lost"]);
        Check(Five, Launch(), held: 4).ShouldBe(["invariant 6 (single-owner): the effect carries epoch 3, the owner holds 4"]);
        Check(Five, Launch()).ShouldBeEmpty();
    }

    [Fact]
    public void Check_RoutingOutsideTheOpenRun_Breaks6()
    {
        Check(Five.Route("x", 1), Weights(100, "x")).ShouldContain("invariant 6 (single-owner): run 7 would route instances, the open run is none");
        Check(Five, Weights(100, "x") with { Key = new EffectKey(Shop, new RunId(8), 1, 1) }, run: Joining("x"))[0].ShouldContain("the open run is 7");
        Check(Five, Weights(0, "x")).ShouldBeEmpty();
    }

    // 7: no empty routing set, no unknown instance.
    [Fact]
    public void Check_EmptyingARouter_Breaks7()
    {
        TestWorld world = new TestWorld().Live("a").Add("b", InstanceState.Failed, weight: 100);

        Check(world, Weights(0, "a"), need: 0, floor: 0).ShouldBe(["invariant 7 (non-empty-routing): router 'lb' would have no instance of web left"]);
        Check(world, Weights(0, "b"), need: 0, floor: 0).ShouldBeEmpty();
        Check(new TestWorld().Add("b", InstanceState.Failed, weight: 100), Weights(0, "b"), need: 0, floor: 0).ShouldBeEmpty();
    }

    [Fact]
    public void Check_NamingWhatIsNotInTheFleet_Breaks7()
    {
        Check(Five, Terminate("ghost"))[0].ShouldBe("invariant 7 (non-empty-routing): instance 'ghost' is not in the fleet");
        Check(Five, Weights(100, "ghost"), run: Joining("ghost")).ShouldContain(b => b.Contains("'ghost' is not in the fleet", StringComparison.Ordinal));
        Check(Five.Route("ghost", 100), Weights(0, "ghost")).ShouldBeEmpty();
    }

    // 8: nothing is taken away that routing relies on.
    [Fact]
    public void Check_EndingOrRemovingWhatIsRouted_Breaks8()
    {
        Check(Five, Terminate("a"), need: 1).ShouldBe(["invariant 8 (nothing-relied-on): instance 'a' still gets requests"]);
        Check(Five, Remove("a"), need: 1).ShouldBe(["invariant 8 (nothing-relied-on): instance 'a' still gets requests"]);
        Check(Five.Route("x", 0, pending: 100), Terminate("x")).ShouldNotBeEmpty();
        Check(Five.Route("x", 0), Terminate("x")).ShouldBeEmpty();
        Check(Five.Route("x", 0), Remove("x")).ShouldBeEmpty();
    }

    [Fact]
    public void Check_StaleRouteOfWhatIsGone_MayBeRemoved() => Check(Five.Route("ghost", 100), Remove("ghost"), need: 5).ShouldBeEmpty();

    // 10: fresh observations.
    [Fact]
    public void Check_OldObservation_Breaks10()
    {
        Check(Five, Launch(), age: 30).ShouldBeEmpty();
        Check(Five, Launch(), age: 31)[0].ShouldBe("invariant 10 (fresh-observation): the observation is 00:00:31 old, more than 00:00:30");
    }

    [Fact]
    public void Check_StaleLoad_Breaks10ForWhatCanServeOnly()
    {
        Check(Five.Route("x", 0), Terminate("x"), need: 1, stale: true).ShouldHaveSingleItem().ShouldContain("and instance 'x' can serve");
        Check(Five.Route("x", 0), Terminate("x"), need: null).ShouldHaveSingleItem().ShouldContain("the load of web is missing");
        Check(Five.Add("y", InstanceState.Failed), Terminate("y"), need: 1, stale: true).ShouldBeEmpty();
        Check(Five, Launch(), need: 1, stale: true).ShouldBeEmpty();
        Check(Five, Weights(100, "x"), need: 1, stale: true, run: Joining("x")).ShouldBeEmpty();
    }

    [Fact]
    public void Check_UnwindUnderStaleLoad_IsExemptFrom10()
    {
        RunPlan plan = Plan(SwitchoverKind.Join, promote: ["x"]) with { ServingBefore = [new ServiceLevel(Web, 5)] };

        Check(Five.Route("x", 100), Weights(0, "x"), stale: true, run: In(plan, SwitchoverPhase.Unwind)).ShouldBeEmpty();
        Check(Five.Route("x", 100), Weights(0, "x"), stale: true, run: In(plan, SwitchoverPhase.Route)).ShouldNotBeEmpty();
    }

    [Fact]
    public void All_OfThem_AreNumberedAsInTheDesign() => SafetyInvariants.All.Select(i => i.Number).ShouldBe([1, 2, 3, 6, 7, 8, 10, 12, 13]);

    private static IReadOnlyList<string> Check(
        TestWorld world, ProposedEffect effect, double? need = 1, bool stale = false, SwitchoverState? run = null, int? held = 3, int floor = 1, int age = 0, double headroom = 0) =>
    [
        .. SafetyInvariants.Check(SafetyInvariants.All, new SafetyContext
        {
            Now = Noon.AddSeconds(age),
            World = world.View(),
            Needs = need is { } n ? [Need(n, stale)] : [],
            Capacities = [TestWorld.Capacity(floor)],
            Run = run,
            HeldEpoch = held is { } epoch ? new Epoch(epoch) : null,
            Limits = new SafetyOptions { Headroom = headroom },
        }, effect).Select(b => b.ToString()),
    ];

    private static ProposedEffect Effect(ProposedEffectKind kind) =>
        new() { Kind = kind, Key = new EffectKey(Shop, new RunId(Run), 1, 1), Epoch = new Epoch(3), Router = "lb" };

    private static ProposedEffect Launch() => Effect(ProposedEffectKind.Launch) with { Service = Web, Count = 1 };

    private static ProposedEffect Terminate(params string[] ids) => Effect(ProposedEffectKind.Terminate) with { Instances = Ids(ids) };

    private static ProposedEffect Remove(params string[] ids) => Effect(ProposedEffectKind.RemoveRoutes) with { Instances = Ids(ids) };

    private static ProposedEffect Weights(int weight, params string[] ids) =>
        Effect(ProposedEffectKind.SetWeights) with { Weights = [.. Ids(ids).Select(i => new RouteWeight(i, weight))] };

    private static SwitchoverState Joining(params string[] ids) => In(Plan(SwitchoverKind.Join, promote: ids), SwitchoverPhase.Route);

    private static SwitchoverState In(RunPlan plan, SwitchoverPhase phase) => SwitchoverState.Open(plan).Enter(phase, Noon, null);

    private static RunPlan Plan(SwitchoverKind kind, string[]? promote = null, string[]? retire = null) => new()
    {
        Run = new RunId(Run), Kind = kind, Digest = Old, OpenedAt = Noon, Actor = "test", Reason = "test", Promote = Ids(promote ?? []), Retire = Ids(retire ?? []),
    };
}
