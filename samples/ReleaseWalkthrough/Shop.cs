using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;

namespace TopologyMirror.ReleaseWalkthrough;

/// <summary>
/// A simulated shop of one service under steady load, behind a load balancer and a DNS record. Its host publishes its configuration, which
/// is delivered to shadow instances and executed there, and checks each of them before it counts.
/// </summary>
internal sealed class Shop
{
    public static readonly ServiceName Api = new("api");

    /// <summary>The value of the secret that instances resolve by themselves: it must appear nowhere else.</summary>
    public const string Password = "correct-horse-battery";

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly PublishedConfiguration _published;
    private readonly SimulatedCluster _cluster;
    private readonly SortedSet<ConfigDigest> _slow = [];
    private int _minute;

    public Shop()
    {
        World = new SimulationWorld(seed: 1, Start);
        _published = new PublishedConfiguration(World.Time);
        _cluster = World.Cluster(new ClusterName("shop"));
        _cluster.Names.Add("shop.example", TimeSpan.FromSeconds(20));
        _cluster.Configuration.Install(new CapturedRevision(Publish(version: 1), Revision.Of(version: 1).Blobs));
        _cluster.Configuration.SetSecret("db-password", Password);
        _cluster.Configuration.Steps.Set("warm-cache", new SimulatedStep { Output = "logged in with $db-password" });
        _cluster.StartLive(Api, count: 4);
        _cluster.Metrics.Set(new MetricName("requests"), new SimulatedLoad(
            Start.AddDays(-1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), [.. Enumerable.Repeat(350.0, 2 * 1440)]));
        Pipeline = new MirrorPipelineBuilder("shop")
            .AddService("api", s => s.LoadPerInstance = 100)
            .AddLoadMetric("requests")
            .UseSimulation(World)
            .UseConfiguration(_published, _cluster.Configuration)
            .AddValidation("checkout", (arguments, _) => ValueTask.FromResult(Checkout(arguments)))
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

    /// <summary>What instances were given and made to execute, in order.</summary>
    public IEnumerable<SimulationEvent> Deliveries => World.Log.Events.Where(e => e.Component == "shop/configuration");

    public ConfigurationBundle Publish(int version)
    {
        Revision revision = Revision.Of(version);
        return _published.PublishAsync(new ClusterName("shop"), revision.Draft, revision.Blobs, [Api], CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Publishes a revision whose checkout is slow, which the host's own check sees in the shadow.</summary>
    public ConfigurationBundle PublishSlow(int version)
    {
        ConfigurationBundle bundle = Publish(version);
        _slow.Add(bundle.Digest);
        return bundle;
    }

    /// <summary>Publishes a revision that only traffic shows to be bad.</summary>
    public ConfigurationBundle PublishBad(int version)
    {
        ConfigurationBundle bundle = Publish(version);
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

    /// <summary>A check of the host's own: what a checkout takes on this instance.</summary>
    private ValidationFinding Checkout(ValidationArguments arguments)
    {
        double milliseconds = _slow.Contains(arguments.Digest) ? 900 : 120;
        return milliseconds <= 500
            ? ValidationFinding.Passed(arguments.Instance.Id)
            : ValidationFinding.Refused(arguments.Instance.Id, "time of a checkout", milliseconds, 500, "ms", World.Now, earliest: null);
    }
}
