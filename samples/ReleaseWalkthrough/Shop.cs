using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;

namespace TopologyMirror.ReleaseWalkthrough;

/// <summary>A simulated shop of one service under steady load, whose configuration is published by its host.</summary>
internal sealed class Shop
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly ServiceName Api = new("api");

    private readonly PublishedConfiguration _published;
    private readonly SimulatedCluster _cluster;
    private int _minute;

    public Shop()
    {
        World = new SimulationWorld(seed: 1, Start);
        _published = new PublishedConfiguration(World.Time);
        _cluster = World.Cluster(new ClusterName("shop"));
        _cluster.Configuration.Desired = Publish("shop/api:1").Digest;
        _cluster.StartLive(Api, count: 4);
        _cluster.Metrics.Set(new MetricName("requests"), new SimulatedLoad(
            Start.AddDays(-1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), [.. Enumerable.Repeat(350.0, 2 * 1440)]));
        Pipeline = new MirrorPipelineBuilder("shop")
            .AddService("api", s => s.LoadPerInstance = 100)
            .AddLoadMetric("requests")
            .UseSimulation(World)
            .UseConfiguration(_published, _cluster.Configuration)
            .RunAs(ControlMode.Automatic)
            .Build();
    }

    public SimulationWorld World { get; }

    public MirrorPipeline Pipeline { get; }

    /// <summary>What serves now, by digest.</summary>
    public IReadOnlyDictionary<ConfigDigest, int> Serving => new SortedDictionary<ConfigDigest, int>(
        _cluster.Fleet.Instances.Where(i => i.IsServing).GroupBy(i => i.Digest).ToDictionary(g => g.Key, g => g.Count()));

    /// <summary>Effects that broke an invariant, as the world saw it.</summary>
    public int Violations => _cluster.Watch.Violations.Count;

    public ConfigurationBundle Publish(string artifact) => _published.Publish(_cluster.Name, new BundleDraft(artifact), [Api]);

    /// <summary>Publishes a revision that only traffic shows to be bad.</summary>
    public ConfigurationBundle PublishBad(string artifact)
    {
        ConfigurationBundle bundle = Publish(artifact);
        _cluster.Monitoring.FailWhenServing(bundle.Digest, TimeSpan.FromMinutes(3));
        return bundle;
    }

    /// <summary>Lets one minute pass, with the tick that belongs to it.</summary>
    public TickResult Tick()
    {
        TickResult? tick = null;
        World.Run(async () =>
        {
            await World.WaitUntilAsync(Start.AddMinutes(_minute++)).ConfigureAwait(false);
            tick = await Pipeline.TickAsync(CancellationToken.None).ConfigureAwait(false);
        });
        return tick!;
    }
}
