using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Switchover;

public sealed class RetirePlannerTests
{
    [Fact]
    public void Plan_BeforeTheMinimumDrain_Waits()
    {
        TestWorld world = new TestWorld().Live("a").Add("r", weight: 0);

        Plan(world, seconds: 119, "r").ShouldBeEmpty();
        Plan(world, seconds: 120, "r").ShouldBe(["RemoveRoutes lb: r", "Terminate : r"]);
    }

    [Fact]
    public void Plan_OpenConnections_WaitsUntilTheDrainTimeout()
    {
        TestWorld world = new TestWorld().Live("a").Add("r").Route("r", 0, connections: 1);

        Plan(world, seconds: 599, "r").ShouldBeEmpty();
        Plan(world, seconds: 600, "r").ShouldBe(["RemoveRoutes lb: r", "Terminate : r"]);
        Plan(world.Route("r", 0, connections: 0), seconds: 120, "r").ShouldBe(["RemoveRoutes lb: r", "Terminate : r"]);
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(0, 100)]
    [InlineData(100, 0)]
    public void Plan_RoutedAgain_DrainsAtThatRouterFirst(int weight, int? pending) =>
        Plan(new TestWorld("north", "south").Live("a").Add("r", weight: 0).Route("r", weight, pending, router: "south"), seconds: 900, "r")
            .ShouldBe(["Drain south: r"]);

    [Fact]
    public void Plan_Terminating_Waits() => Plan(new TestWorld().Add("r", InstanceState.Terminating, weight: 0), seconds: 900, "r").ShouldBeEmpty();

    [Fact]
    public void Plan_InNoTable_IsTerminatedAtOnceAfterTheDrain() =>
        Plan(new TestWorld().Live("a").Cover("r"), seconds: 300, "r").ShouldBe(["Terminate : r"]);

    [Fact]
    public void Plan_GoneInstance_LeavesRoutesThenMonitoringThenIsForgotten()
    {
        TestWorld world = new TestWorld("north", "south").Live("a").Add("r", weight: 0).Watch("r").Gone("r");

        Plan(world, seconds: 0, "r").ShouldBe(["RemoveRoutes north: r", "RemoveRoutes south: r"]);
        Plan(world.Unlisted("r"), seconds: 0, "r").ShouldBe(["DetachMonitoring : r"]);
        Plan(new TestWorld().Live("a"), seconds: 0, "r").ShouldBe(["Settle : r"]);
    }

    [Fact]
    public void Plan_Several_GroupsByKindInOrder() =>
        Plan(new TestWorld().Live("a").Add("z", weight: 0).Add("d", weight: 0).Add("again", weight: 100).Watch("w"), seconds: 300, "z", "d", "again", "w", "forgotten")
            .ShouldBe(["Drain lb: again", "RemoveRoutes lb: d,z", "Terminate : d,z", "DetachMonitoring : w", "Settle : forgotten"]);

    [Fact]
    public void Plan_WithoutMonitoring_Settles() =>
        RetirePlanner.Plan([new RetireEntry(Id("r"), new RunId(1), Noon)], new TestWorld().View(monitored: false), Noon, new SwitchoverOptions())
            .ShouldHaveSingleItem().Kind.ShouldBe(RetireActionKind.Settle);

    private static string[] Plan(TestWorld world, int seconds, params string[] ids) =>
    [
        .. RetirePlanner.Plan([.. ids.Select(i => new RetireEntry(Id(i), new RunId(1), Noon))], world.View(), Noon.AddSeconds(seconds), new SwitchoverOptions())
            .Select(a => $"{a.Kind} {a.Router}: {string.Join(',', a.Instances)}"),
    ];
}
