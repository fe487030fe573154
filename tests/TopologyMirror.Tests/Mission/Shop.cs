using Microsoft.Extensions.DependencyInjection;
using System.Text;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Mission;

/// <summary>A shop behind a load balancer and a DNS record, quiet at night and busy by day, a week old; its configuration is published and delivered.</summary>
internal sealed class Shop
{
    public const string Record = "shop.example";

    public static readonly DateTimeOffset Night = new(2026, 3, 9, 3, 0, 0, TimeSpan.Zero);

    public static readonly ServiceName Api = new("api");

    private readonly PublishedConfiguration _published;
    private int _minute;

    public Shop()
    {
        World = new SimulationWorld(seed: 5, Night);
        Cluster = World.Cluster(new ClusterName("shop"));
        Cluster.Names.Add(Record, TimeSpan.FromSeconds(30));
        _published = new PublishedConfiguration(World.Time);
        First = Publish("shop/api:1", "timeout=30");
        Cluster.Configuration.Install(new CapturedRevision(First, Blobs("timeout=30")));
        Cluster.StartLive(Api, 3);
        Cluster.Metrics.Set(
            new MetricName("requests"),
            new SimulatedLoad(Night.Date.AddDays(-7), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), [.. Enumerable.Range(0, 8 * 1440).Select(Load)]));
        Pipeline = new MirrorPipelineBuilder("shop")
            .AddService("api", s => s.LoadPerInstance = 100)
            .AddLoadMetric("requests")
            .UseSimulation(World)
            .WithStandingCover()
            .UseConfiguration(_published, Cluster.Configuration)
            .AddValidation("answers-checkout", (a, _) => ValueTask.FromResult(Checkout(a)))
            .RunAs(ControlMode.Automatic)
            .Build();
    }

    public SimulationWorld World { get; }

    public SimulatedCluster Cluster { get; }

    public MirrorPipeline Pipeline { get; }

    public ConfigurationBundle First { get; }

    /// <summary>Instances that the host's own check was asked about.</summary>
    public HashSet<InstanceId> Checked { get; } = [];

    public List<TickResult> Ticks { get; } = [];

    /// <summary>Minutes at whose beginning less served than load took.</summary>
    public int Short { get; private set; }

    public IEnumerable<SwitchoverState> Runs => Ticks.SelectMany(t => t.ClosedRuns);

    public int Serving => Cluster.Serving(Api);

    public IEnumerable<InstanceId> ServingInstances => Cluster.Fleet.Instances.Where(i => i.IsServing).Select(i => i.Id);

    public int Need => (int)Math.Ceiling(Cluster.Metrics.Loads[new MetricName("requests")].At(World.Now) / 100);

    public ConfigurationBundle Publish(string artifact, string settings)
    {
        byte[] file = Encoding.UTF8.GetBytes(settings);
        var draft = new BundleDraft(artifact)
        {
            Files = { new BundleFile("/etc/shop.conf", BlobDigest.Of(file), file.Length) },
            Secrets = { new SecretReference("db-password", "7") },
            Steps =
            {
                new ExecutionStep { Id = "widen-orders", Kind = ExecutionStepKind.SchemaExpand, Service = Api, Command = ["/bin/migrate", "expand"] },
                new ExecutionStep { Id = "warm-cache", Kind = ExecutionStepKind.Script, Service = Api, Command = ["/bin/warm"], DependsOn = ["widen-orders"] },
            },
        };
        return _published.PublishAsync(Cluster.Name, draft, Blobs(settings), [Api], CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Lets minutes pass with a tick in each, until something is seen; in the newest tick already, where it is there.</summary>
    /// <returns>The tick in which it was seen.</returns>
    public TickResult Until(Func<TickResult, bool> seen, int minutes = 120)
    {
        TickResult? found = Ticks.Count > 0 && seen(Ticks[^1]) ? Ticks[^1] : null;
        World.Run(async () =>
        {
            for (int i = 0; i < minutes && found is null; i++)
            {
                await World.WaitUntilAsync(Night.AddMinutes(++_minute));
                Short += Serving < Need ? 1 : 0;
                TickResult tick = await Pipeline.TickAsync(CancellationToken.None);
                Ticks.Add(tick);
                found = seen(tick) ? tick : null;
            }
        });
        return found.ShouldNotBeNull($"not seen within {minutes} minutes, the last at {World.Now:HH:mm}: {Ticks[^1].Decision?.Reasons[0]}");
    }

    /// <summary>About 2 instances at night and 8 by day, with a morning that rises from 7 to 9.</summary>
    private static double Load(int minute)
    {
        double hour = minute % 1440 / 60.0;
        double morning = 1 / (1 + Math.Exp(-(hour - 8) * 5));
        double evening = 1 / (1 + Math.Exp(-(hour - 20) * 4));
        return 210 + (560 * (morning - evening)) + (8 * Math.Sin(minute * 0.7));
    }

    private static SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> Blobs(string settings)
    {
        byte[] file = Encoding.UTF8.GetBytes(settings);
        return new SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> { [BlobDigest.Of(file)] = file };
    }

    private ValidationFinding Checkout(ValidationArguments arguments)
    {
        Checked.Add(arguments.Instance.Id);
        return ValidationFinding.Passed(arguments.Instance.Id);
    }
}
