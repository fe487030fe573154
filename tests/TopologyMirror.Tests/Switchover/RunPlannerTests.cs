using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Switchover;

public sealed class RunPlannerTests
{
    [Fact]
    public void Joining_Cover_IsForgottenLiveThenTheLongestStandingOfWhatIsReadyAtTheDigest()
    {
        TestWorld world = new TestWorld().Live("live").Add("young", launched: Noon).Add("old", launched: Noon.AddHours(-2)).Add("middle", launched: Noon.AddHours(-1))
            .Add("launching", InstanceState.Launching).Add("drifted", digest: New).Cover("unread", "routed", "live-side")
            .Change("unread", i => i with { Digest = null }).Route("routed", 0, pending: 100).Assign(Side.Shadow, "routed").Assign(Side.Live, "live-side");

        RunPlanner.Joining(world.View(), Old, [new InstanceQuota(Web, 2)]).ShouldBe(Ids("live-side", "old"));
        RunPlanner.Joining(world.View(), Old, [new InstanceQuota(Web, 99)]).ShouldBe(Ids("live-side", "middle", "old", "young"));
        RunPlanner.Joining(world.View(), New, [new InstanceQuota(Web, 99)]).ShouldBe(Ids("drifted"));
        RunPlanner.Joining(world.View(), Old, [new InstanceQuota(new ServiceName("db"), 9)]).ShouldBeEmpty();
    }

    [Fact]
    public void Leaving_Live_IsTheFailedAndThenTheYoungestOfWhatServes()
    {
        TestWorld world = new TestWorld("north", "south").Live("a", "b", "c").Add("failed", InstanceState.Failed, weight: 100).Cover("cover")
            .Add("newest", weight: 100, launched: Noon).Add("half", launched: Noon).Route("half", 100, router: "north");

        RunPlanner.Leaving(world.View(), [new InstanceQuota(Web, 2)]).Select(i => i.Id).ShouldBe(Ids("failed", "newest", "c"));
        RunPlanner.Leaving(world.View(), [new InstanceQuota(Web, 0)]).Select(i => i.Id).ShouldBe(Ids("failed"));
    }

    [Fact]
    public void Leaving_WhileAReleaseIsOpen_IsWhatItReplacesAnyway()
    {
        TestWorld world = new TestWorld().Live("a", "b").Add("new", digest: New, weight: 100, launched: Noon);
        RunPlanner.Leaving(world.View(), [new InstanceQuota(Web, 1)], replaced: Old).Select(i => i.Id).ShouldBe(Ids("b"));
        RunPlanner.Leaving(world.View(), [new InstanceQuota(Web, 1)], replaced: New).Select(i => i.Id).ShouldBe(Ids("new"));
    }

    [Fact]
    public void LeavingInWave_PartOrAll_IsTheFailedAndTheLongestStandingOfTheOtherDigest()
    {
        TestWorld world = new TestWorld().Add("old", weight: 100, launched: Noon.AddHours(-2)).Live("b").Add("dead", InstanceState.Failed, weight: 100)
            .Add("half").Assign(Side.Live, "half").Add("new", digest: New, weight: 100, launched: Noon.AddHours(-3));
        RunPlanner.LeavingInWave(world.View(), Web, New, 1, all: false).ShouldBe(Ids("dead", "old"));
        RunPlanner.LeavingInWave(world.View(), Web, New, 2, all: true).ShouldBe(Ids("b", "dead", "half", "old"));
        RunPlanner.LeavingInWave(world.View(), Web, New, 0, all: false).ShouldBeEmpty();
    }

    [Fact]
    public void ScalingIn_WithRoomInTheCover_DemotesWhatIsReadyAtTheDigestAndRetiresTheRest()
    {
        TestWorld world = new TestWorld().Live("a", "b").Add("failed", InstanceState.Failed, weight: 100)
            .Add("drifted", digest: New, weight: 100, launched: Noon).Add("young", weight: 100, launched: Noon.AddMinutes(-1));

        (IReadOnlyList<InstanceId> demote, IReadOnlyList<InstanceId> retire) = RunPlanner.ScalingIn(world.View(), new InstanceQuota(Web, 3), Old, room: 1);
        demote.ShouldBe(Ids("young"));
        retire.ShouldBe(Ids("b", "drifted", "failed"));
        RunPlanner.ScalingIn(world.View(), new InstanceQuota(Web, 3), Old, room: 0).Demote.ShouldBeEmpty();
    }

    [Fact]
    public void Levels_OfServices_AreWhatServes() =>
        RunPlanner.Levels(new TestWorld().Live("a", "b").Add("db", service: "db").View(), [new ServiceName("db"), Web])
            .ShouldBe([new ServiceLevel(new ServiceName("db"), 0), new ServiceLevel(Web, 2)]);

    [Fact]
    public void SideAfter_OfAPlan_IsAsItNamesTheInstance()
    {
        RunPlan plan = Runs.ScaleIn(["d"], ["r"]) with { Promote = Ids("p") };

        new[] { "p", "d", "r", "x" }.Select(i => plan.SideAfter(Id(i))).ShouldBe([Side.Live, Side.Shadow, Side.Retiring, null]);
        plan.Leaving.ShouldBe(Ids("d", "r"));
    }
}
