using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Tests.Switchover;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Regressions;

/// <summary>
/// A run that went back left promoted instances serving in the place of dead ones. Those that an earlier run had demoted stayed shadow by the
/// journal: they served for ever, and no release took them out.
/// </summary>
public sealed class R0014_WhatARunLeavesServingIsLive
{
    [Fact]
    public void Unwind_OldSideHasLostSome_SaysWhatIsKept()
    {
        TestWorld world = new TestWorld().Add("a").In("a", InstanceState.Failed).Add("x", weight: RouteWeight.Full).Watch("x");
        RunPlan plan = Runs.Join("x") with { Kind = SwitchoverKind.Replace, Retire = Ids("a"), ServingBefore = [new ServiceLevel(Web, 1)] };
        SwitchoverState unwind = SwitchoverState.Open(plan).Enter(SwitchoverPhase.Shift, Noon, null).Enter(SwitchoverPhase.Unwind, Noon, "stop");
        var close = new SwitchoverCoordinator(new SwitchoverOptions()).Next(unwind, new SwitchoverObservation { Now = Noon, World = world.View() })
            .ShouldBeOfType<SwitchoverAction.Close>();
        (close.Outcome, close.Kept).ShouldSatisfyAllConditions(c => c.Outcome.ShouldBe(SwitchoverOutcome.RolledBack), c => c.Kept.ShouldBe(Ids("x")));
    }

    [Fact]
    public void Unwind_WhatIsKeptWasStillRamping_GetsItsFullWeight()
    {
        TestWorld world = new TestWorld().Add("a").In("a", InstanceState.Failed).Add("x", weight: 10).Watch("x");
        RunPlan plan = Runs.Join("x") with { Kind = SwitchoverKind.Replace, Retire = Ids("a"), ServingBefore = [new ServiceLevel(Web, 1)] };
        SwitchoverState unwind = SwitchoverState.Open(plan).Enter(SwitchoverPhase.Ramp, Noon, null).Enter(SwitchoverPhase.Unwind, Noon, "stop");
        new SwitchoverCoordinator(new SwitchoverOptions()).Next(unwind, new SwitchoverObservation { Now = Noon, World = world.View() })
            .ShouldBeOfType<SwitchoverAction.SetWeights>().Weights.ShouldBe([new RouteWeight(Id("x"), RouteWeight.Full)]);
    }

    [Fact]
    public void Apply_ClosedWithWhatIsKept_MakesItLive()
    {
        RunBook book = RunBook.Empty with { Open = SwitchoverState.Open(Runs.Join("x")), Sides = SideAssignments.None.With(Ids("x"), Side.Shadow) };
        string payload = System.Text.Json.JsonSerializer.Serialize(new ClosedPayload(SwitchoverOutcome.RolledBack, "stop", Kept: Ids("x")), JournalPayloads.Default.ClosedPayload);
        var record = new JournalRecord
        {
            Cluster = Shop, Run = book.Open.Plan.Run, Step = 0, Attempt = 0, Kind = JournalRecordKind.Closed, Epoch = new Epoch(1), Time = Noon, Sequence = 1, Payload = payload,
        };
        book.Apply(record).Sides.Find(Id("x")).ShouldBe(Side.Live);
    }

    [Fact]
    public void SidesInForce_ForgottenLiveInstanceJoinsAgain_StaysLive()
    {
        RunBook book = RunBook.Empty with { Open = SwitchoverState.Open(Runs.Join("x", "y")), Sides = SideAssignments.None.With(Ids("x"), Side.Live) };
        (book.SidesInForce.Find(Id("x")), book.SidesInForce.Find(Id("y"))).ShouldBe((Side.Live, Side.Shadow));
    }
}
