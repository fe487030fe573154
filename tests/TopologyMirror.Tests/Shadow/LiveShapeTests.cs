using TopologyMirror.Capacity;
using TopologyMirror.Shadow;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Shadow;

/// <summary>The shadow takes after live: its size, and its distribution over zones.</summary>
public sealed class LiveShapeTests
{
    [Fact]
    public void Of_SizesOfLive_IsThatOfMostTheOrdinallyFirstOfEquals()
    {
        LiveShape.Of(Live(("a", "small", null), ("b", "large", null), ("c", "large", null)).View(), Web).Size.ShouldBe("large");
        LiveShape.Of(Live(("a", "small", null), ("b", "large", null)).View(), Web).Size.ShouldBe("large");
        LiveShape.Of(Live(("a", null, null), ("b", "small", null)).Add("s").Change("s", i => i with { Size = "large" }).View(), Web).Size.ShouldBe("small");
        LiveShape.Of(Live(("a", null, null)).View(), Web).Size.ShouldBeNull();
        LiveShape.Of(Live(("a", "small", null), ("b", "large", null), ("c", "large", null)).In("b", InstanceState.Failed).In("c", InstanceState.Unready).View(), Web)
            .Size.ShouldBe("small");
    }

    [Theory]
    [InlineData("a,a,b", "", 3, "a2 b1")]
    [InlineData("a,a,b", "a", 1, "b1")]
    [InlineData("a,a,b", "b", 2, "a2")]
    [InlineData("a,b,c", "", 1, "a1")]
    [InlineData("a,b,c", "a", 1, "b1")]
    [InlineData("c,b,a", "a,b", 1, "c1")]
    [InlineData("a,b", "z", 2, "a1 b1")]
    [InlineData("", "a", 2, "-2")]
    public void Place_ByLargestRemainder_FollowsLive(string live, string shadow, int count, string placed)
    {
        string[] zones = live.Split(',', StringSplitOptions.RemoveEmptyEntries);
        LiveShape shape = LiveShape.Of(Live([.. zones.Select((z, i) => ($"l{i}", (string?)null, (string?)z))]).Live("unknown").View(), Web);
        string.Join(' ', shape.Place(shadow.Split(',', StringSplitOptions.RemoveEmptyEntries), count).Select(p => $"{p.Zone ?? "-"}{p.Count}")).ShouldBe(placed);
    }

    [Fact]
    public void Plan_Misfit_IsReplacedOnceItsSuccessorIsReady()
    {
        TestWorld world = Live(("l", "large", "north")).Add("s").Change("s", i => i with { Size = "small" });
        Plan(world, 1).ShouldBe(["+1 Resized large north"]);
        world.Add("t", InstanceState.Launching).Change("t", i => i with { Size = "large" });
        Plan(world, 1).ShouldBeEmpty();
        world.In("t", InstanceState.Ready);
        Plan(world, 1).ShouldBe(["-s Resized"]);
        Plan(world.Gone("s"), 1).ShouldBeEmpty();
    }

    [Fact]
    public void Plan_MisfitThatIsNotReady_GoesAtOnce() =>
        Plan(Live(("l", "large", null)).Add("s", InstanceState.Launching).Change("s", i => i with { Size = "small" }), 1).ShouldBe(["-s Resized", "+1 Resized large "]);

    [Fact]
    public void Plan_MisfitAndTooFew_LaunchesBothByTheirReasons() =>
        Plan(Live(("l", "large", null)).Add("s").Change("s", i => i with { Size = "small" }), 3).ShouldBe(["+2 BelowTarget large ", "+1 Resized large "]);

    [Fact]
    public void Plan_TheCapForbidsASuccessorBesideIt_EndsItFirst()
    {
        TestWorld world = Live(("l", "large", null)).Add("s").Add("t").Change("s", i => i with { Size = "small" }).Change("t", i => i with { Size = "small" });
        Plan(world, 2, new ShadowOptions { MaxInstances = 2 }).ShouldBe(["-s,t Resized", "+2 Resized large "]);
        Plan(world, 2, new ShadowOptions { MaxInstances = 3 }).ShouldBe(["-s Resized", "+2 Resized large "]);
        Plan(world, 2, new ShadowOptions { MaxInstances = 4 }).ShouldBe(["+2 Resized large "]);
    }

    [Fact]
    public void Plan_TheCap_BoundsWhatIsMissing() =>
        Plan(Live(("l", null, null)).Cover("s"), 9, new ShadowOptions { MaxInstances = 4 }).ShouldBe(["+3 BelowTarget  "]);

    [Fact]
    public void Plan_UnknownSizes_AreNoMisfits()
    {
        Plan(Live(("l", "large", null)).Cover("s"), 1).ShouldBeEmpty();
        Plan(Live(("l", null, null)).Add("s").Change("s", i => i with { Size = "small" }), 1).ShouldBeEmpty();
    }

    [Fact]
    public void Plan_WhileLoadIsUnknown_KeepsWhatStandsReady()
    {
        TestWorld world = Live(("l", "large", null)).Add("s").Change("s", i => i with { Size = "small" });
        Plan(world, 1, keepsSizes: true).ShouldBeEmpty();
        Plan(world.Add("t"), 1, keepsSizes: true).ShouldBe(["-s Surplus"]);
    }

    [Fact]
    public void Plan_ReservedOrRoutedMisfit_IsLeftAlone()
    {
        TestWorld world = Live(("l", "large", null)).Add("s").Change("s", i => i with { Size = "small" }).Route("s", 0, connections: 1);
        Plan(world, 1).ShouldBeEmpty();
    }

    [Fact]
    public void Plan_Surplus_LeavesTheFullestZoneFirst() =>
        Plan(
            Live(("k", null, "north"), ("l", null, "south")).Cover("a", "b", "c").Change("a", i => i with { Zone = "south" })
                .Change("b", i => i with { Zone = "north" }).Change("c", i => i with { Zone = "south" }),
            2).ShouldBe(["-c Surplus"]);

    private static TestWorld Live(params (string Id, string? Size, string? Zone)[] instances) => instances.Aggregate(
        new TestWorld(), (world, next) => world.Live(next.Id).Change(next.Id, i => i with { Size = next.Size, Zone = next.Zone }));

    private static string[] Plan(TestWorld world, int cover, ShadowOptions? options = null, bool keepsSizes = false) =>
    [
        .. new MirrorShadowManager().Plan(new MirrorInput
        {
            Now = Noon, World = world.View(), CoverDigest = Old, Targets = [new ShadowTarget(Web, cover, KeepsSizes: keepsSizes)],
            Reserved = new SortedSet<InstanceId>(), Options = options ?? new ShadowOptions(),
        }).Select(a => a.Launch > 0 ? $"+{a.Launch} {a.Reason} {a.Size} {a.Zone}" : $"-{string.Join(',', a.Terminate)} {a.Reason}"),
    ];
}
