using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Tests.Switchover;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Regressions;

/// <summary>A gate that was too slow sent a release back through an old side that could not serve any more: nothing would have served.</summary>
public sealed class R0016_WorkLeadsOnWhereTheWayBackIsClosed
{
    [Theory]
    [InlineData(InstanceState.Ready, typeof(SwitchoverAction.Enter))]
    [InlineData(InstanceState.Failed, typeof(SwitchoverAction.SetWork))]
    public void Next_HandOverThatTookTooLong_GoesBackOnlyWhereTheOldSideCanServe(InstanceState old, Type next)
    {
        TestWorld world = new TestWorld().Live("x").Add("a").In("a", old).Watch("a", "x").Gated();
        RunPlan plan = Runs.Join("x") with
        {
            Kind = SwitchoverKind.Replace, Digest = Old, PreviousDigest = Old, Retire = Ids("a"), Work = [new ServiceWork(Web, WorkKind.Shared)], ServingBefore = [new ServiceLevel(Web, 1)],
        };
        SwitchoverState state = SwitchoverState.Open(plan).Enter(SwitchoverPhase.HandOver, Noon.AddMinutes(-3), null);
        new SwitchoverCoordinator(new SwitchoverOptions()).Next(state, new SwitchoverObservation { Now = Noon, World = world.View() }).ShouldBeOfType(next);
    }
}
