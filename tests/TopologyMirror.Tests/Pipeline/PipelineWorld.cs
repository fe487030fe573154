using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Durability;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Safety;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>A simulated shop of one service, 10 requests per second and instance, ticked once a minute; nothing is forecast, so that load alone decides.</summary>
internal sealed class PipelineWorld
{
    public static readonly ServiceName Web = TestWorld.Web;

    private int _tick = 2;

    /// <param name="load">Requests per second by minute.</param>
    /// <param name="live">Instances that are live from the beginning.</param>
    /// <param name="profile">How fast the world is.</param>
    /// <param name="routers">Names of routers beside <c>lb</c>.</param>
    public PipelineWorld(Func<int, double> load, int live = 3, SimulationProfile? profile = null, params string[] routers)
        : this(load, static _ => { }, live, profile, routers)
    {
    }

    /// <param name="load">Requests per second by minute.</param>
    /// <param name="before">What is set up before instances are live.</param>
    /// <param name="live">Instances that are live from the beginning.</param>
    /// <param name="profile">How fast the world is.</param>
    /// <param name="routers">Names of routers beside <c>lb</c>.</param>
    public PipelineWorld(Func<int, double> load, Action<SimulatedCluster> before, int live = 3, SimulationProfile? profile = null, params string[] routers)
    {
        World = new SimulationWorld(7, TestWorld.Noon);
        Cluster = World.Cluster(TestWorld.Shop);
        Cluster.Profile = profile ?? new SimulationProfile();
        Array.ForEach(routers, r => Cluster.AddRouter(r));
        Cluster.Metrics.Set(new MetricName("rps"), new SimulatedLoad(World.Start, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), [.. Enumerable.Range(0, 300).Select(load)]));
        before(Cluster);
        Cluster.StartLive(Web, live);
        Cluster.Watch.HoldTo([TestWorld.Capacity()], [new LoadMetric { Name = new MetricName("rps") }], new SafetyOptions());
    }

    public SimulationWorld World { get; }

    public SimulatedCluster Cluster { get; }

    public List<TickResult> Ticks { get; } = [];

    public IReadOnlyList<JournalRecord> Journal => World.Store.Read(Cluster.Name, 0);

    public IEnumerable<SwitchoverState> Runs => Ticks.SelectMany(t => t.ClosedRuns);

    public int Serving => Cluster.Serving(Web);

    public static PipelineWorld Steady(double load = 25, SimulationProfile? profile = null, params string[] routers) => new(_ => load, profile: profile, routers: routers);

    public MirrorPipelineBuilder Builder(ControlMode mode = ControlMode.Automatic, string owner = "one") =>
        new MirrorPipelineBuilder(Cluster.Name.Value).AddService("web", s => s.LoadPerInstance = 10).AddLoadMetric("rps").UseSimulation(World).WithStandingCover().UseOwner(owner).UseForecaster(new BlindForecaster()).RunAs(mode);

    public MirrorPipeline Build(ControlMode mode = ControlMode.Automatic, string owner = "one") => Builder(mode, owner).Build();

    public void Run(Func<Task> work) => World.Run(work);

    /// <summary>Ticks once a minute, as often as is said or until something is seen.</summary>
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

    /// <summary>Position in the world's log of the first event that says something.</summary>
    public int LogIndex(string text) => World.Log.Events.ToList().FindIndex(e => e.Text.Contains(text, StringComparison.Ordinal));

    /// <summary>Every effect in the world's log has an intent before it and a result after it.</summary>
    public void ShouldHaveJournaledEveryEffect()
    {
        foreach (SimulationEvent e in World.Log.Events.Where(e => e.Text.EndsWith(')') && !e.Text.StartsWith("in force", StringComparison.Ordinal)))
        {
            string key = e.Text[(e.Text.LastIndexOf('(') + 1)..^1];
            JournalRecord[] records = [.. Journal.Where(r => string.Equals(new EffectKey(r.Cluster, r.Run, r.Step, r.Attempt).ToString(), key, StringComparison.Ordinal))];
            records.Select(r => r.Kind).Take(2).ShouldBe([JournalRecordKind.Intent, JournalRecordKind.Result], $"{e}");
            records[0].Time.ShouldBeLessThanOrEqualTo(e.Time);
            records[1].Time.ShouldBeGreaterThanOrEqualTo(e.Time);
        }
    }

    public string Summary() => string.Create(
        CultureInfo.InvariantCulture,
        $"serving {Serving}, instances {Cluster.Fleet.Instances.Count}, routes {Cluster.Routers[0].Truth().Routes.Count}, watched {Cluster.Monitoring.Truth().Watched.Count}, violations {Cluster.Watch.Violations.Count}");
}
