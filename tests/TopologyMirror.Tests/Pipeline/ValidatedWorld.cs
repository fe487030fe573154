using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Durability;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>A simulated shop of two services, <c>api</c> which calls <c>db</c>; 10 requests per second and instance; ticked once a minute.</summary>
internal sealed class ValidatedWorld
{
    public static readonly ServiceName Api = new("api");
    public static readonly ServiceName Db = new("db");
    public static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    private int _tick = 2;

    public ValidatedWorld(Func<int, double>? load = null, int seed = 7)
    {
        World = new SimulationWorld(seed, TestWorld.Noon);
        Cluster = World.Cluster(TestWorld.Shop);
        Func<int, double> rps = load ?? (_ => 25);
        Cluster.Metrics.Set(new MetricName("rps"), new SimulatedLoad(World.Start, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), [.. Enumerable.Range(0, 600).Select(rps)]));
        Cluster.StartLive(Db, 3);
        Cluster.StartLive(Api, 3);
    }

    public SimulationWorld World { get; }

    public SimulatedCluster Cluster { get; }

    public List<TickResult> Ticks { get; } = [];

    public IReadOnlyList<JournalRecord> Journal => World.Store.Read(Cluster.Name, 0);

    public IEnumerable<SwitchoverState> Runs => Ticks.SelectMany(t => t.ClosedRuns);

    public IEnumerable<SimulatedInstance> Shadow => Cluster.Fleet.Instances.Where(i => !i.IsServing);

    public MirrorPipelineBuilder Builder(string owner = "one") => new MirrorPipelineBuilder(Cluster.Name.Value)
        .AddService("db", s => s.LoadPerInstance = 10)
        .AddService("api", s =>
        {
            s.LoadPerInstance = 10;
            s.DependsOn.Add("db");
        })
        .AddLoadMetric("rps").UseSimulation(World).WithStandingCover().UseOwner(owner).UseForecaster(new BlindForecaster()).RunAs(ControlMode.Automatic);

    /// <summary>Runs ticks once a minute, as often as is said or until something is seen.</summary>
    public void Tick(MirrorPipeline pipeline, int times = 1, Func<TickResult, bool>? until = null) => World.Run(() => TickAsync(pipeline, times, until));

    public async Task TickAsync(MirrorPipeline pipeline, int times = 1, Func<TickResult, bool>? until = null)
    {
        for (int i = 0; i < times; i++)
        {
            await World.WaitUntilAsync(World.Start.AddMinutes(++_tick));
            Ticks.Add(await pipeline.TickAsync(CancellationToken.None));
            if (until?.Invoke(Ticks[^1]) == true)
            {
                return;
            }
        }

        until.ShouldBeNull($"not seen within {times} ticks");
    }

    public void ShouldBeSafe()
    {
        Cluster.Watch.Violations.ShouldBeEmpty();
        Cluster.Wiring.ProbesThatReachedLive.ShouldBe(0);
    }

    /// <summary>Answers after a while in virtual time, or whenever it is told to stop.</summary>
    public async ValueTask<ValidationFinding> PassAfterAsync(ValidationArguments arguments, TimeSpan delay, CancellationToken cancellationToken)
    {
        await World.WaitUntilAsync(World.Now + delay, cancellationToken);
        return ValidationFinding.Passed(arguments.Instance.Id);
    }

    public static ValidationFinding Refuse(ValidationArguments arguments, DateTimeOffset? earliest) =>
        ValidationFinding.Refused(arguments.Instance.Id, "queue depth", 12, 5, "messages", arguments.ObservedAt, earliest);

    public string Summary() => string.Create(
        CultureInfo.InvariantCulture,
        $"serving {Cluster.Serving(Api)} and {Cluster.Serving(Db)}, instances {Cluster.Fleet.Instances.Count}, violations {Cluster.Watch.Violations.Count}, probes of live {Cluster.Wiring.ProbesThatReachedLive}");

    public static bool IsReady(SimulatedInstance instance) => instance.State == InstanceState.Ready;
}
