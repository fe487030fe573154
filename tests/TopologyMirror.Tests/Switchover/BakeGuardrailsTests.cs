using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Switchover;

public sealed class BakeGuardrailsTests
{
    private static readonly TimeSpan Fast = TimeSpan.FromMilliseconds(100);

    // Wilson, 1927; values by hand: n = 10, hits = 5, z = 1.96.
    [Theory]
    [InlineData(5, 10, 1.96, 0.2366)]
    [InlineData(0, 50, 1.96, 0)]
    [InlineData(50, 50, 1.96, 0.9286)]
    [InlineData(0, 0, 1.96, 0)]
    [InlineData(30, 400, 0, 0.075)]
    public void Lower_OfHitsAndTrials_IsWilsons(long hits, long trials, double z, double lower) => WilsonInterval.Lower(hits, trials, z).ShouldBe(lower, 0.0001);

    [Fact]
    public void Lower_OfAnything_IsAtMostTheRateAndGrowsWithTrials() => Prop.ForAll(
        Gen.Choose(0, 100).ToArbitrary(), Gen.Choose(1, 50).ToArbitrary(), (hits, times) =>
            WilsonInterval.Lower(hits, 100, 1.96) <= hits / 100.0 && WilsonInterval.Lower(hits * times, 100L * times, 1.96) >= WilsonInterval.Lower(hits, 100, 1.96) - 1e-12)
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1000, 20, 1000, 10, null)]
    [InlineData(1000, 40, 1000, 10, "40 of 1000 requests to the new side of web failed, a rate of at least 0.0295: more than 0.02 (before the shift: 0.01).")]
    [InlineData(199, 199, 1000, 10, null)]
    [InlineData(1000, 60, 0, 0, null)]
    [InlineData(1000, 90, 0, 0, "90 of 1000 requests to the new side of web failed, a rate of at least 0.0738: more than 0.05 (before the shift: unknown).")]
    public void Breach_Errors_AreHeldAgainstTheOldSide(long requests, long errors, long before, long errorsBefore, string? breach) =>
        BakeGuardrails.Breach(State(before, errorsBefore, Fast), World(new InstanceSignals(requests, errors, Fast)), new BakeGuardrailOptions()).ShouldBe(breach);

    [Theory]
    [InlineData(150, null, null)]
    [InlineData(151, null, "The new side of web takes 00:00:00.1510000, longer than 00:00:00.1500000 (1.5 times the 00:00:00.1000000 before the shift).")]
    [InlineData(130, 120, "The new side of web takes 00:00:00.1300000, longer than 00:00:00.1200000 (before the shift: 00:00:00.1000000).")]
    public void Breach_Latency_IsHeldAgainstTheOldSide(int milliseconds, int? limit, string? breach) =>
        BakeGuardrails.Breach(
            State(1000, 0, Fast),
            World(new InstanceSignals(1000, 0, TimeSpan.FromMilliseconds(milliseconds))),
            new BakeGuardrailOptions { LatencyLimit = limit is { } l ? TimeSpan.FromMilliseconds(l) : null }).ShouldBe(breach);

    [Fact]
    public void Blindness_NewSideTellsNothingWhereTheOldDid_IsNoHealth()
    {
        BakeGuardrails.Blindness(State(1000, 0, Fast), World(null)).ShouldBe("monitoring to tell the requests and errors of the new side of web");
        BakeGuardrails.Blindness(State(1000, 0, Fast), World(new InstanceSignals(null, 1, null))).ShouldNotBeNull();
        BakeGuardrails.Blindness(State(1000, 0, Fast), World(new InstanceSignals(0, 0, null))).ShouldBeNull();
        BakeGuardrails.Blindness(State(1000, 0, Fast) with { Baseline = [] }, World(null)).ShouldBeNull();
    }

    [Fact]
    public void Baseline_OfAReplace_IsWhatServesAtAnotherDigest()
    {
        TestWorld world = new TestWorld().Live("a", "b").Add("n", digest: New, weight: 100).Add("x", digest: New).Watch("a", "b", "n", "x");
        WorldView view = With(world, ("a", new(300, 3, Fast)), ("b", new(100, 1, TimeSpan.FromMilliseconds(200))), ("n", new(900, 900, null)), ("x", new(0, 0, null)));
        ServiceSignals.Baseline(Plan, view).ShouldBe([new ServiceSignals(Web, 400, 4, TimeSpan.FromMilliseconds(125))]);
        ServiceSignals.Baseline(Runs.Join("x"), view).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("healthy", null)]
    [InlineData("gone", "Nothing of the old side is left.")]
    [InlineData("dead", "No instance of web on the old side is ready at aaaaaaaaaaaa.")]
    [InlineData("drifted", "No instance of web on the old side is ready at aaaaaaaaaaaa.")]
    [InlineData("alarm", "Alarm 'disk' fires for instance 'a' of the old side.")]
    [InlineData("bad", "100 of 1000 requests to the old side of web failed (0.1), more than 0.05.")]
    public void Next_BreachInTheBake_GoesBackOnlyToAHealthyOldSide(string old, string? closed)
    {
        WorldView world = World(new InstanceSignals(1000, 500, Fast), w => _ = old switch
        {
            "gone" => w.Gone("a"),
            "dead" => w.In("a", InstanceState.Failed),
            "drifted" => w.Change("a", i => i with { Digest = New }),
            _ => w,
        });
        world = old == "alarm" ? world with { Monitoring = world.Monitoring! with { Alarms = [new FiringAlarm("disk", Id("a"))] } } : world;
        SwitchoverState state = State(1000, old == "bad" ? 100 : 0, Fast);
        var coordinator = new SwitchoverCoordinator(new SwitchoverOptions());
        var observation = new SwitchoverObservation { Now = Noon.AddSeconds(1), World = world };

        SwitchoverAction action = coordinator.Next(state, observation);
        string breach = BakeGuardrails.Breach(state, world, new BakeGuardrailOptions())!;
        action.ShouldBe(closed is null
            ? new SwitchoverAction.Enter(SwitchoverPhase.Unwind, breach)
            : new SwitchoverAction.Hold($"{breach} The way back is closed: {closed}"));

        // An operator's abort takes it all the same.
        coordinator.Next(state, observation with { AbortRequested = "ann: back" }).ShouldBe(new SwitchoverAction.Enter(SwitchoverPhase.Unwind, "ann: back"));
    }

    [Fact]
    public void Next_SurgeInTheBake_BringsAsMuchOfTheOldSideBackAsIsMissing()
    {
        RunPlan plan = Runs.Join("x", "y") with { Kind = SwitchoverKind.Replace, Digest = New, PreviousDigest = Old, Retire = Ids("a", "b") };
        SwitchoverState state = SwitchoverState.Open(plan).Enter(SwitchoverPhase.Bake, Noon, null);
        TestWorld world = new TestWorld().Add("a", weight: 0).Add("b", weight: 0).Add("x", digest: New, weight: 100).Add("y", digest: New, weight: 100).Watch("x", "y");
        var coordinator = new SwitchoverCoordinator(new SwitchoverOptions());

        coordinator.Next(state, Observed(world, 3)).ShouldBeOfType<SwitchoverAction.SetWeights>().Weights.ShouldBe([new RouteWeight(Id("a"), 100)]);
        coordinator.Next(state, Observed(world, 9)).ShouldBeOfType<SwitchoverAction.SetWeights>().Weights.ShouldBe([new RouteWeight(Id("a"), 100), new RouteWeight(Id("b"), 100)]);
        coordinator.Next(state, Observed(world.Route("b", 100), 3)).ShouldBeOfType<SwitchoverAction.Wait>();
        coordinator.Next(state, Observed(world, 2)).ShouldBeOfType<SwitchoverAction.SetWeights>().Weights.ShouldBe([new RouteWeight(Id("b"), 0)]);
    }

    [Theory]
    [InlineData(SwitchoverPhase.Reserve, 3, true)]
    [InlineData(SwitchoverPhase.Arm, 3, true)]
    [InlineData(SwitchoverPhase.Arm, 2, false)]
    [InlineData(SwitchoverPhase.Route, 3, false)]
    public void Next_SurgeBeforeTheFirstRoute_PostponesWhereCoverIsReady(SwitchoverPhase phase, int need, bool postpones)
    {
        RunPlan plan = Runs.Join("x", "y") with { Kind = SwitchoverKind.Replace, Digest = New, PreviousDigest = Old, Retire = Ids("a", "b") };
        SwitchoverState state = SwitchoverState.Open(plan).Enter(phase, Noon, null);
        TestWorld world = new TestWorld().Live("a", "b").Cover("c").Add("x", digest: New).Add("y", digest: New).Watch("x", "y");

        SwitchoverAction action = new SwitchoverCoordinator(new SwitchoverOptions()).Next(state, Observed(world, need));
        (action is SwitchoverAction.Close { Outcome: SwitchoverOutcome.Aborted, Reason: "Postponed: web takes 3 instances, 2 serve, and cover is ready to join first." }).ShouldBe(postpones);
    }

    private static RunPlan Plan => Runs.Join("x") with
    {
        Kind = SwitchoverKind.Replace, Digest = New, PreviousDigest = Old, Retire = Ids("a"), ServingBefore = [new ServiceLevel(Web, 1)],
    };

    private static SwitchoverObservation Observed(TestWorld world, int need) => new() { Now = Noon.AddSeconds(1), World = world.View(), Needs = [Need(need)] };

    private static SwitchoverState State(long requests, long errors, TimeSpan latency) => SwitchoverState.Open(Plan).Enter(SwitchoverPhase.Bake, Noon, null) with
    {
        Baseline = [new ServiceSignals(Web, requests, errors, latency)],
    };

    private static WorldView World(InstanceSignals? signals, Action<TestWorld>? change = null)
    {
        TestWorld world = new TestWorld().Add("a", weight: 0).Add("x", digest: New, weight: 100).Watch("a", "x");
        change?.Invoke(world);
        return signals is null ? world.View() : With(world, ("x", signals));
    }

    private static WorldView With(TestWorld world, params (string Id, InstanceSignals Signals)[] signals) => world.View() is var view && view.Monitoring is { } monitoring
        ? view with { Monitoring = monitoring with { Signals = signals.ToDictionary(s => Id(s.Id), s => s.Signals) } }
        : throw new InvalidOperationException();
}
