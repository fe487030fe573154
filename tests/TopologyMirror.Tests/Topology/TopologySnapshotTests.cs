using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Topology;

public sealed class TopologySnapshotTests
{
    [Fact]
    public void Create_TwoInstancesOfOneId_Throws()
    {
        ObservedInstance one = new TestWorld().Cover("web-1").View().Topology.Instances[0];
        Should.Throw<InvalidTopologyException>(() => new TopologySnapshot(TestWorld.Shop, TestWorld.Noon, [one, one with { State = InstanceState.Failed }]))
            .Message.ShouldBe("Cluster 'shop' was observed with two instances of the id 'web-1'.");
    }

    [Fact]
    public void Find_AnyInstance_IsFoundByIdAndListedInOrdinalOrder()
    {
        string[] ids = [.. Enumerable.Range(0, 50).Select(i => $"web-{i * 37 % 50}")];
        TopologySnapshot snapshot = new TestWorld().Cover(ids).View().Topology;

        snapshot.Instances.Select(i => i.Id.Value).ShouldBe(ids.Order(StringComparer.Ordinal));
        ids.ShouldAllBe(id => snapshot.Find(new InstanceId(id))!.Id.Value == id);
        snapshot.Find(new InstanceId("web")).ShouldBeNull();
        snapshot.Find(new InstanceId("web-99")).ShouldBeNull();
    }

    [Fact]
    public void WithDigests_SomeInstances_KeepsWhatTheOthersHad()
    {
        TopologySnapshot read = new TestWorld().Cover("a", "b").View().Topology
            .WithDigests(new SortedDictionary<InstanceId, ConfigDigest> { [new("a")] = TestWorld.New, [new("unknown")] = TestWorld.New });

        read.Instances.Select(i => i.Digest).ShouldBe([TestWorld.New, TestWorld.Old]);
        read.ObservedAt.ShouldBe(TestWorld.Noon);
    }
}
