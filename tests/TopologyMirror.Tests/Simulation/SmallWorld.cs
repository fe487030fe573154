using TopologyMirror.Routing;
using TopologyMirror.Simulation;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Simulation;

/// <summary>A simulated cluster whose ports a test drives by hand.</summary>
internal sealed class SmallWorld
{
    public static readonly ServiceName Web = new("web");

    private int _step;

    public SmallWorld(int seed = 1, SimulationProfile? profile = null)
    {
        World = new SimulationWorld(seed, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        Cluster = World.Cluster(new ClusterName("shop"));
        Cluster.Profile = profile ?? new SimulationProfile();
    }

    public SimulationWorld World { get; }

    public SimulatedCluster Cluster { get; }

    public SimulatedRouter Router => Cluster.Routers[0];

    /// <summary>Instances that serve from the beginning.</summary>
    public InstanceId[] StartLive(int count)
    {
        Cluster.StartLive(Web, count);
        return [.. Cluster.Fleet.Instances.Select(i => i.Id)];
    }

    /// <summary>Ready instances that get no requests.</summary>
    public InstanceId[] PlaceReady(int count) => [.. Cluster.Fleet.PlaceReady(Web, count).Select(i => i.Id)];

    public Task PassAsync(TimeSpan time) => World.WaitUntilAsync(World.Now + time);

    public ValueTask<IReadOnlyList<InstanceId>> LaunchAsync(int count) => Cluster.Fleet.LaunchAsync(
        new LaunchArguments(NextKey(), new Epoch(1), Web, count, Cluster.Configuration.Desired), CancellationToken.None);

    public ValueTask TerminateAsync(params InstanceId[] instances) =>
        Cluster.Fleet.TerminateAsync(new TerminateArguments(NextKey(), new Epoch(1), instances), CancellationToken.None);

    public ValueTask SetAsync(int weight, params InstanceId[] instances) => SetAsync([.. instances.Select(id => new RouteWeight(id, weight))]);

    public ValueTask SetAsync(params RouteWeight[] weights) =>
        Router.SetWeightsAsync(new SetWeightsArguments(NextKey(), new Epoch(1), weights), CancellationToken.None);

    public ValueTask<RouteTable> ObserveAsync() => Router.ObserveAsync(Cluster.Name, CancellationToken.None);

    private EffectKey NextKey() => new(Cluster.Name, new RunId(1), ++_step, 1);
}
