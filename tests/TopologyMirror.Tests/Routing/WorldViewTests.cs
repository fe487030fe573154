using TopologyMirror.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Routing;

public sealed class WorldViewTests
{
    [Fact]
    public void SideOf_NoRunNamedIt_IsLiveWhenRoutedElseShadow()
    {
        WorldView world = new TestWorld().Live("a").Cover("b").Add("c", weight: 0).View();

        world.SideOf(Id("a")).ShouldBe(Side.Live);
        world.SideOf(Id("b")).ShouldBe(Side.Shadow);
        world.SideOf(Id("c")).ShouldBe(Side.Shadow);
        world.SideOf(Id("unknown")).ShouldBe(Side.Shadow);
    }

    [Fact]
    public void SideOf_SeveralRunsNamedIt_IsAsTheLastSaid()
    {
        TestWorld world = new TestWorld().Live("a").Cover("b").Assign(Side.Live, "a", "b").Assign(Side.Shadow, "a");

        world.View().SideOf(Id("a")).ShouldBe(Side.Shadow);
        world.View().SideOf(Id("b")).ShouldBe(Side.Live);
        world.Assign(Side.Retiring, "a").View().SideOf(Id("a")).ShouldBe(Side.Retiring);
    }

    [Fact]
    public void SideOf_ForgottenInstance_IsDerivedAgain()
    {
        WorldView world = new TestWorld().Live("a").Assign(Side.Retiring, "a").View();
        (world with { Sides = world.Sides.Without(Ids("a", "unknown")) }).SideOf(Id("a")).ShouldBe(Side.Live);
    }

    [Theory]
    [InlineData(100, null, true, true, true)]
    [InlineData(100, 50, true, true, true)]
    [InlineData(0, 100, true, false, false)]
    [InlineData(100, 0, true, true, false)]
    [InlineData(0, null, false, false, false)]
    [InlineData(0, 0, false, false, false)]
    public void IsRouted_WeightInForceOrPending_CountsAsAnywhereButNotEverywhere(int weight, int? pending, bool anywhere, bool everywhere, bool stays)
    {
        WorldView world = new TestWorld().Add("a").Route("a", weight, pending).View();

        world.IsRoutedAnywhere(Id("a")).ShouldBe(anywhere);
        world.IsRoutedEverywhere(Id("a")).ShouldBe(everywhere);
        world.StaysRoutedEverywhere(Id("a")).ShouldBe(stays);
    }

    [Fact]
    public void ServingCount_TwoRouters_CountsOnlyWhatBothSendRequestsTo()
    {
        WorldView world = new TestWorld("north", "south").Live("a", "b", "c", "d")
            .Route("b", 0, router: "south").Route("c", 100, pending: 0, router: "north").In("d", InstanceState.Unready).View();

        world.ServingCount(Web).ShouldBe(2);
        world.IsRoutedAnywhere(Id("b")).ShouldBeTrue();
        world.On(Web, Side.Live).Select(i => i.Id).ShouldBe(Ids("a", "b", "c", "d"));
        world.ServingCount(new ServiceName("db")).ShouldBe(0);
    }

    [Fact]
    public void IsRoutedEverywhere_NoRouter_IsFalse()
    {
        WorldView world = new TestWorld().Live("a").View() with { Routes = [] };
        world.IsRoutedEverywhere(Id("a")).ShouldBeFalse();
    }

    [Fact]
    public void ObservedAt_OfParts_IsThatOfTheOldest()
    {
        WorldView world = new TestWorld().Live("a").View();
        (world with { Routes = [new RouteTable("lb", Noon.AddSeconds(-3), [])] }).ObservedAt.ShouldBe(Noon.AddSeconds(-3));
    }

    [Fact]
    public void HasOpenConnections_AtOneRouter_IsTrue() =>
        new TestWorld("north", "south").Add("a", weight: 0).Route("a", 0, connections: 1, router: "south").View().HasOpenConnections(Id("a")).ShouldBeTrue();

    [Fact]
    public void With_AWeight_IsInForceWithoutAPendingOne()
    {
        RouteTable before = new TestWorld().Add("a").Route("a", 0, pending: 50).View().Routes[0];
        RouteTable after = before.With([new RouteWeight(Id("a"), 100), new RouteWeight(Id("b"), 7)]);

        after.Find(Id("a")).ShouldBe(new InstanceRoute { Instance = Id("a"), Weight = 100 });
        after.WeightOf(Id("b")).ShouldBe(7);
        after.Without(Ids("a")).Find(Id("a")).ShouldBeNull();
        before.Find(Id("a"))!.PendingWeight.ShouldBe(50);
    }
}
