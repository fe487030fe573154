using TopologyMirror.Routing;
using TopologyMirror.Safety;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Tests.Switchover;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Safety;

/// <summary>What the invariants say of releases in waves, of repeated attempts and of roll-backs.</summary>
public sealed class ReleaseInvariantsTests
{
    private static readonly OpenRelease Waves = new() { Digest = New, Previous = Old, Waves = 1, LastWave = new RunId(3) };

    private static TestWorld Mixed => new TestWorld().Live("a").Add("n", digest: New, weight: 100).Add("m", digest: New, weight: 100).Cover("x").Watch("x");

    // 3: one digest.
    [Fact]
    public void Check_JoinBesideTheNewDigest_Breaks3UnlessTheReleaseIsOpen()
    {
        SwitchoverState join = SwitchoverState.Open(Runs.Join("x")).Enter(SwitchoverPhase.Route, Noon, null);
        Check(Mixed, join).ShouldBe(["invariant 3 (one-digest): instance 'x' at aaaaaaaaaaaa would be routed beside 'm' at bbbbbbbbbbbb"]);
        Check(Mixed, join, c => c with { Release = Waves }).ShouldBeEmpty();
        Check(Mixed, join, c => c with { Release = Waves with { Previous = new ConfigDigest(new string('c', ConfigDigest.Length)) } })
            .ShouldHaveSingleItem().ShouldStartWith("invariant 3 (");
    }

    [Fact]
    public void Check_WhatIsRetiredAndStillServes_IsNotWhatAJoinMustBeLike()
    {
        SwitchoverState join = SwitchoverState.Open(Runs.Join("x")).Enter(SwitchoverPhase.Route, Noon, null);
        Check(Mixed.Assign(Side.Retiring, "n", "m"), join).ShouldBeEmpty();
    }

    // 13: attempts and roll-backs.
    [Fact]
    public void Check_EffectTooSoonAfterAFailedOne_Breaks13()
    {
        SwitchoverState failed = SwitchoverState.Open(Runs.Join("x")).Enter(SwitchoverPhase.Route, Noon, null).Intend(1, Noon).Settle("busy");
        TestWorld world = new TestWorld().Live("a").Cover("x").Watch("x");

        Check(world, failed, c => c with { Now = Noon.AddSeconds(4) })
            .ShouldBe(["invariant 13 (bounded-attempts): the effect would follow after 00:00:04 on one that was not accepted (busy), before 00:00:05"]);
        Check(world, failed, c => c with { Now = Noon.AddSeconds(5) }).ShouldBeEmpty();
        Check(world, failed.Settle(null), c => c with { Now = Noon.AddSeconds(4) }).ShouldBeEmpty();
    }

    [Fact]
    public void Check_RunThatUndoesAnUndoing_Breaks13()
    {
        TestWorld world = new TestWorld().Live("a").Cover("x").Watch("x");
        SwitchoverState undo = SwitchoverState.Open(Runs.Join("x") with { Undoes = new RunId(5) });

        Check(world, undo, c => c with { LastUndoing = new RunId(5) }).ShouldBe(["invariant 13 (bounded-attempts): run 1 would undo run 5, which undid another"]);
        Check(world, undo, c => c with { LastUndoing = new RunId(4) }).ShouldBeEmpty();
    }

    private static string[] Check(TestWorld world, SwitchoverState run, Func<SafetyContext, SafetyContext>? with = null)
    {
        var context = new SafetyContext
        {
            Now = Noon, World = world.View(), Needs = [Need(1)], Capacities = [TestWorld.Capacity()], Run = run, HeldEpoch = new Epoch(1), Limits = new SafetyOptions(),
            RetryDelay = TimeSpan.FromSeconds(5),
        };
        var effect = new ProposedEffect
        {
            Kind = ProposedEffectKind.SetWeights, Key = new EffectKey(Shop, new RunId(1), 2, 1), Epoch = new Epoch(1), Router = "lb", Weights = [new RouteWeight(Id("x"), 100)],
        };
        return [.. SafetyInvariants.Check(SafetyInvariants.All, with?.Invoke(context) ?? context, effect).Select(b => b.ToString())];
    }
}
