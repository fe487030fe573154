using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Capacity;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Safety;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Simulation;

/// <summary>
/// The shipped pipeline on a small cluster of two services behind two routers, under a load that surges and falls, with one death. All of it
/// is a function of the seed.
/// </summary>
internal sealed class RandomScenario
{
    private const int History = 60;
    private const int Ticks = 60;
    private const double LoadPerInstance = 100;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly LoadMetric Requests = new() { Name = new MetricName("requests") };

    private readonly List<SwitchoverState> _runs = [];
    private readonly SimulationWorld _world;
    private readonly SimulatedCluster _cluster;

    private RandomScenario(int seed)
    {
        _world = new SimulationWorld(seed, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        _cluster = _world.Cluster(new ClusterName("shop"));
        _cluster.AddRouter("edge");
        SimulationRandom random = _world.Random("scenario");
        double[] load = Load(random);
        _cluster.Metrics.Set(Requests.Name, new SimulatedLoad(_world.Start - (History * Minute), Minute, 2 * Minute, load));
        _cluster.Watch.HoldTo([Start("api", LoadPerInstance, load[History]), Start("web", 2 * LoadPerInstance, load[History])], [Requests], new SafetyOptions());
        _world.Run(() => PlayAsync(deathAt: (int)(Ticks * random.NextDouble())));
    }

    public string Hash => _world.Log.Hash;

    public int Joins => _runs.Count(r => r is { Plan.Kind: SwitchoverKind.Join, Outcome: SwitchoverOutcome.Committed });

    public int ScaleIns => _runs.Count(r => r is { Plan.Kind: SwitchoverKind.ScaleIn, Outcome: SwitchoverOutcome.Committed });

    public IReadOnlyList<SafetyBreach> Violations => _cluster.Watch.Violations;

    public IReadOnlyList<SimulationEvent> Events => _world.Log.Events;

    public static RandomScenario Run(int seed) => new(seed);

    /// <summary>Hash of the event log and of the journal, one line per seed.</summary>
    public string Line() => string.Create(
        CultureInfo.InvariantCulture, $"{_world.Seed} {Hash} {Events.Count} {_world.Store.Read(_cluster.Name, 0).Count}");

    private static double[] Load(SimulationRandom random)
    {
        double level = 150 + (250 * random.NextDouble());
        double surge = 1.5 + (1.5 * random.NextDouble());
        int from = History + 5 + (int)(8 * random.NextDouble());
        int length = 12 + (int)(8 * random.NextDouble());
        return
        [
            .. Enumerable.Range(0, History + Ticks).Select(
                t => Math.Max(0, level * (t >= from && t < from + length ? surge : 1) * (1 + (0.05 * random.NextNormal())))),
        ];
    }

    private ServiceCapacity Start(string service, double loadPerInstance, double load)
    {
        var name = new ServiceName(service);
        _cluster.StartLive(name, (int)Math.Ceiling(1.3 * load / loadPerInstance));
        return new ServiceCapacity { Service = name, LoadPerInstance = new SortedDictionary<MetricName, double> { [Requests.Name] = loadPerInstance } };
    }

    private async Task PlayAsync(int deathAt)
    {
        MirrorPipeline pipeline = new MirrorPipelineBuilder(_cluster.Name.Value)
            .AddService("api", s => s.LoadPerInstance = LoadPerInstance)
            .AddService("web", s =>
            {
                s.LoadPerInstance = 2 * LoadPerInstance;
                s.DependsOn.Add("api");
            })
            .AddLoadMetric(Requests.Name.Value)
            .Configure(o => o.Forecast.Horizon = TimeSpan.FromMinutes(30))
            .UseSimulation(_world)
            .WithStandingCover()
            .RunAs(ControlMode.Automatic)
            .Build();
        for (int tick = 0; tick < Ticks; tick++)
        {
            await _world.WaitUntilAsync(_world.Start + (tick * Minute));
            if (tick == deathAt)
            {
                _cluster.Fleet.Instances.First().Fail();
            }

            _runs.AddRange((await pipeline.TickAsync(CancellationToken.None)).ClosedRuns);
        }

        await pipeline.DisposeAsync();
    }
}
