using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Simulation;

/// <summary>
/// One cluster with whatever its seed switches on, disturbed in every way that the simulation knows, then mended and given time. All of it is
/// a function of the seed.
/// </summary>
internal sealed partial class EverythingScenario : IDisposable
{
    private const int Calm = 6;
    private const int MendedAt = 80;
    private const int Ticks = 330;

    public static readonly ServiceName Web = new("web");
    public static readonly ServiceName Db = new("db");
    public static readonly ServiceName Cache = new("cache");
    public static readonly ServiceName Jobs = new("jobs");

    private readonly SimulationWorld _world;
    private readonly SimulatedCluster _cluster;
    private readonly EverythingDice _dice;
    private readonly EverythingFeatures _has;
    private readonly SimulatedQueue? _queue;
    private readonly SimulatedCron? _cron;
    private readonly SimulatedDataSet? _data;
    private readonly List<SimulatedSignals> _signals = [];
    private readonly List<Action<MirrorPipelineBuilder>> _changes = [];
    private readonly List<string> _unexplained = [];
    private readonly List<string> _did = [];
    private PublishedConfiguration? _published;
    private EverythingProcess _process = null!;
    private MirrorPipelineBuilder _builder = null!;
    private int _tick;
    private int _revision = 1;

    private EverythingScenario(int seed)
    {
        _world = new SimulationWorld(seed, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        _dice = new EverythingDice(_world.Random("scenario"));
        _has = EverythingFeatures.Draw(_dice);
        _cluster = _world.Cluster(new ClusterName("shop"));
        _cluster.Profile = Profile();
        if (_has.SecondRouter)
        {
            _cluster.AddRouter("edge");
        }

        if (_has.Named)
        {
            _cluster.Names.Add("shop.example", TimeSpan.FromSeconds(30));
        }

        _cluster.Metrics.Set(new MetricName("rps"), Load());
        if (_has.Delivered)
        {
            _published = new PublishedConfiguration(_world.Time);
            _cluster.Configuration.Install(PublishFirst());
        }

        foreach (ServiceName service in Services())
        {
            _cluster.StartLive(service, LiveOf(service));
            if (_has.Signals)
            {
                _signals.Add(_cluster.Monitoring.Measure(service, new MetricName("rps"), service == Jobs ? 20 : 10));
            }
        }

        _queue = _has.Queue ? _cluster.AddQueue(Web) : null;
        _cron = _has.Cron ? _cluster.AddCron(Jobs) : null;
        _data = _has.Data ? _cluster.AddStore(_has.Reversible).AddDataSet(new DataSetName("orders"), DataHolder, TimeSpan.FromSeconds(1)) : null;
        _world.Run(PlayAsync);
    }

    public string Hash => _world.Log.Hash;

    public SimulationWorld World => _world;

    public EverythingFeatures Features => _has;

    private bool IsMended => _tick >= MendedAt;

    private ServiceName DataHolder => _has.Tiers ? Db : Web;

    public static EverythingScenario Run(int seed) => new(seed);

    public void Dispose() => _process.Dispose();

    private ServiceName[] Services() => [Web, .. _has.Tiers ? new[] { Db, Cache } : [], .. _has.Cron ? new[] { Jobs } : []];

    private static int LiveOf(ServiceName service) => service == Jobs ? 2 : 3;

    private SimulatedLoad Load()
    {
        int surge = _dice.Between(10, 60);
        double height = _dice.Between(35, 55);
        int dip = _dice.Between(10, 70);
        bool steady = _dice.Chance(0.2);
        double[] load = [.. Enumerable.Range(0, Ticks + 60).Select(m => m - 60)
            .Select(m => m >= surge && m < surge + 15 ? height : m >= dip && m < dip + 10 ? 12 : steady && m > 0 && m < MendedAt + 60 && m % 14 < 4 ? 34 : 25)];
        return new SimulatedLoad(_world.Start.AddMinutes(-60), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), load);
    }

    private SimulationProfile Profile() => new()
    {
        LaunchLead = (_, random) => IsMended || random.NextDouble() > 0.1 ? random.NextBetween(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3)) : null,
        LongestDataPlaneLag = TimeSpan.FromSeconds(30),
        MaxInstances = _has.Room is { } room ? Services().Sum(s => LiveOf(s) + 2) + room : 1_000,
        Zones = _has.Zones ? ["a", "b", "c"] : [],
        Size = _has.Sizes ? "small" : null,
    };

    private async Task PlayAsync()
    {
        Start();
        int calm = 0;
        for (_tick = 0; _tick < Ticks && calm < 12; _tick++)
        {
            await _world.WaitUntilAsync(_world.Start.AddMinutes(_tick));
            if (_tick == MendedAt)
            {
                Mend();
            }
            else if (_tick is > Calm and < MendedAt)
            {
                Disturb();
            }

            Operate();
            _queue?.Send(_tick < MendedAt + 20 ? _dice.Below(30) : 0);
            await TickAsync();
            calm = _tick > MendedAt + 25 && Failures().Count == 0 ? calm + 1 : 0;
        }
    }

    private async Task TickAsync()
    {
        try
        {
            await _process.Pipeline!.TickAsync(CancellationToken.None);
        }
        catch (EverythingCrashException)
        {
            _did.Add($"{_tick} crash");
            Start();
        }
        catch (Exception e) when (!IsMended && e is SimulationException or TopologyMirrorException)
        {
            _did.Add($"{_tick} {e.GetType().Name}");
        }
        catch (Exception e)
        {
            _unexplained.Add($"tick {_tick} threw {e}");
        }
    }
}
