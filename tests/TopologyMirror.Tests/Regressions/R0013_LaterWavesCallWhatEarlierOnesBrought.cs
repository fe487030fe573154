using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Tests.Switchover;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Regressions;

/// <summary>A wave whose callers' dependency had been replaced by an earlier wave found nobody to call on its new side and was aborted for ever.</summary>
public sealed class R0013_LaterWavesCallWhatEarlierOnesBrought
{
    private static readonly ServiceName Db = new("db");

    [Fact]
    public void Desired_DependencyIsLiveAtTheNewDigest_IsCalledByWhatReplaces()
    {
        TestWorld world = new TestWorld().Live("a").Add("db-new", service: "db", weight: 100).Add("db-old", service: "db", weight: 100).Cover("x")
            .Change("db-new", i => i with { Digest = New }).Change("x", i => i with { Digest = New });
        SwitchoverState run = SwitchoverState.Open(Runs.Join("x") with { Kind = SwitchoverKind.Replace, Digest = New }).Enter(SwitchoverPhase.Arm, Noon, null);
        WiringPlanner.Desired(RunWiring.Members(world.View(), run), [new(Db, []), new(Web, [Db])])
            .ShouldContain(WireLink.To(Id("x"), Db, Ids("db-new")));
    }
}
