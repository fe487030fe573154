using TopologyMirror.Data;
using TopologyMirror.Safety;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Safety;

/// <summary>What must be in its place once everything has had its time, broken once each.</summary>
public sealed class AtRestInvariantTests
{
    private static readonly ServiceName Db = new("db");

    private static readonly ServiceSpecification[] Working = [new(Web, []) { Work = WorkKind.Shared }];

    [Fact]
    public void Check_TwoDigestsLive_Breaks3UnlessAReleaseIsOpen()
    {
        TestWorld world = new TestWorld().Live("a", "b").Change("b", i => i with { Digest = New });
        Check(Context(world)).ShouldBe([3]);
        Check(Context(world) with { IsReleasing = true }).ShouldBeEmpty();
        Check(Context(new TestWorld().Live("a").Cover("x").Change("x", i => i with { Digest = New }))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a", false, false)]
    [InlineData("x", false, true)]
    [InlineData(null, false, true)]
    [InlineData("a", true, true)]
    public void Check_DataOutOfPlace_Breaks4(string? writer, bool parked, bool breaks)
    {
        var data = new DataSetState
        {
            Name = new DataSetName("orders"), Service = Web, Writers = writer is null ? [] : Ids(writer), Replicas = [], Acknowledged = 1, ParkedSince = parked ? Noon : null,
        };
        Check(Context(new TestWorld().Live("a").Cover("x").Holds(data))).ShouldBe(breaks ? [4] : []);
    }

    [Theory]
    [InlineData("a", false)]
    [InlineData("x", true)]
    public void Check_WorkOutOfPlace_Breaks11(string worker, bool breaks) =>
        Check(Context(new TestWorld().Live("a").Cover("x").Gated().Works(worker)) with { Services = Working }).ShouldBe(breaks ? [11] : []);

    [Theory]
    [InlineData("db-x", false)]
    [InlineData("db-a", true)]
    public void Check_ShadowThatCallsLive_Breaks11(string target, bool breaks)
    {
        TestWorld world = new TestWorld().Live("a").Add("db-a", service: "db", weight: 100).Cover("x").Add("db-x", service: "db");
        var wiring = new WiringView(new WiringSnapshot(Noon, [WireLink.To(Id("x"), Db, Ids(target))]), [new(Db, []), new(Web, [Db])]);
        Check(Context(world) with { World = world.View() with { Wiring = wiring } }).ShouldBe(breaks ? [11] : []);
    }

    private static RestContext Context(TestWorld world) => new() { World = world.View() };

    private static int[] Check(RestContext context) => [.. RestInvariants.Check(context).Select(b => b.Invariant)];
}
