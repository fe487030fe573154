using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Switchover;

/// <summary>What dies between its first route and the commit is not committed.</summary>
public sealed class SwitchoverHealthTests
{
    [Theory]
    [InlineData(SwitchoverPhase.Route)]
    [InlineData(SwitchoverPhase.VerifyRoute)]
    public void Next_OneOfAJoinDies_TheOthersAreCommittedAndItIsRetired(SwitchoverPhase at)
    {
        ModelWorld model = Model("x", "y");
        model.Before = s => _ = s.Phase == at ? model.World.In("x", InstanceState.Failed) : null;
        SwitchoverState end = model.Drive(SwitchoverState.Open(Runs.Join("x", "y")));

        (end.Outcome, end.Lost).ShouldBe((SwitchoverOutcome.Committed, Ids("x")), Comparer);
        model.Observe().World.ServingCount(Web).ShouldBe(2);
    }

    [Fact]
    public void Next_AllOfAJoinDie_RollsBackWithTheReason()
    {
        ModelWorld model = Model("x");
        model.Before = s => _ = s.Phase == SwitchoverPhase.VerifyRoute ? model.World.In("x", InstanceState.Failed) : null;
        SwitchoverState end = model.Drive(SwitchoverState.Open(Runs.Join("x")));
        (end.Outcome, end.Reason).ShouldBe((SwitchoverOutcome.RolledBack, "Instance 'x' is Failed."));
    }

    [Fact]
    public void Next_OneOfAReplaceDiesBeforeTheShift_GoesBack()
    {
        ModelWorld model = Model("x", "y");
        model.Before = s => _ = s.Phase == SwitchoverPhase.VerifyRoute ? model.World.Gone("x") : null;
        SwitchoverState end = model.Drive(SwitchoverState.Open(Runs.Join("x", "y") with { Kind = SwitchoverKind.Replace, Retire = Ids("a") }));
        (end.Outcome, end.Reason).ShouldBe((SwitchoverOutcome.RolledBack, "Instance 'x' is gone."));
        model.Story.ShouldNotContain("Shift");
    }

    [Fact]
    public void Next_OneOfAJoinIsUnready_IsWaitedForAndThenLeftOut()
    {
        ModelWorld model = Model("x", "y");
        model.Before = s => _ = s.Phase == SwitchoverPhase.VerifyRoute ? model.World.In("x", InstanceState.Unready) : null;
        SwitchoverState end = model.Drive(SwitchoverState.Open(Runs.Join("x", "y")));
        (end.Outcome, end.Lost).ShouldBe((SwitchoverOutcome.Committed, Ids("x")), Comparer);
        (model.Now - Noon).ShouldBeGreaterThan(TimeSpan.FromMinutes(1));
    }

    private static readonly IEqualityComparer<(SwitchoverOutcome?, IReadOnlyList<InstanceId>)> Comparer =
        EqualityComparer<(SwitchoverOutcome?, IReadOnlyList<InstanceId>)>.Create(static (a, b) => a.Item1 == b.Item1 && a.Item2.SequenceEqual(b.Item2), static _ => 0);

    private static ModelWorld Model(params string[] cover) => new(new TestWorld().Live("a").Cover(cover).Watch(cover), TimeSpan.FromSeconds(12));
}
