using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Regressions;

/// <summary>
/// What a router had forgotten and somebody had edited could neither come back nor leave: it was no drift, since it did not serve, and had not
/// failed. It held room for ever. What a router had forgotten while enough served stayed for ever too.
/// </summary>
public sealed class R0015_ForgottenInstancesLeaveLive
{
    private static TestWorld World => new TestWorld("lb", "edge").Live("a", "b").Route("b", 0, router: "edge");

    [Fact]
    public void Leaving_EditedAndForgottenByARouter_Leaves()
    {
        var view = World.Change("b", i => i with { Digest = New }).View();
        RunPlanner.Leaving(view, [new InstanceQuota(Web, 0)], Old).Select(i => i.Id).ShouldBe(Ids("b"));
        ServiceCounter.Count(view, Web, Old, null, null).DeadLive.ShouldBe(1);
        RunPlanner.Leaving(view, [new InstanceQuota(Web, 0)], Old, brought: New).ShouldBeEmpty();
        ServiceCounter.Count(view, Web, Old, New, null).DeadLive.ShouldBe(0);
    }

    [Fact]
    public void Leaving_ForgottenAtLivesDigest_StaysToJoinAgain() =>
        RunPlanner.Leaving(World.View(), [new InstanceQuota(Web, 0)], Old).ShouldBeEmpty();

    [Fact]
    public void Idle_OnlyWhatSomeRouterHasForgotten()
    {
        RunPlanner.Idle(World.Route("b", 0, pending: 100, router: "edge").View(), Web).ShouldBeEmpty();
        var view = World.View();
        RunPlanner.Idle(view, Web).Select(i => i.Id).ShouldBe(Ids("b"));
        ServiceCounter.Count(view, Web, Old, null, null).IdleLive.ShouldBe(1);
    }
}
