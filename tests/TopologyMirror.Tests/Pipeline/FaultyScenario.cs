using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>
/// A cluster under surges, launches that never become ready, calls that fail, a data plane that lags, releases that fail, hand edits, deaths
/// and an operator who aborts and promotes at random; then everything is mended. All of it is a function of the seed.
/// </summary>
internal sealed class FaultyScenario
{
    private const int MendedAt = 80;
    private const int Ticks = 190;

    private static readonly ServiceName Web = new("web");

    private readonly SimulationWorld _world;
    private readonly SimulatedCluster _cluster;
    private readonly SimulationRandom _random;
    private readonly UnreliablePorts _ports;
    private readonly List<TickResult> _ticks = [];

    private FaultyScenario(int seed)
    {
        _world = new SimulationWorld(seed, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        _random = _world.Random("scenario");
        _cluster = _world.Cluster(new ClusterName("shop"));
        _cluster.Profile = new SimulationProfile
        {
            LaunchLead = (_, random) => IsMended || random.NextDouble() > 0.2 ? random.NextBetween(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3)) : null,
            LongestDataPlaneLag = TimeSpan.FromSeconds(40),
        };
        int surge = 10 + (int)(40 * _random.NextDouble());
        double[] load = [.. Enumerable.Range(0, Ticks + 60).Select(m => m - 60 >= surge && m - 60 < surge + 20 ? 55.0 : 25)];
        _cluster.Metrics.Set(new MetricName("rps"), new SimulatedLoad(_world.Start.AddMinutes(-60), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), load));
        _cluster.StartLive(Web, 3);
        _ports = new UnreliablePorts(_cluster, 0.08);
        _world.Run(PlayAsync);
    }

    public IEnumerable<SwitchoverState> Runs => _ticks.SelectMany(t => t.ClosedRuns);

    public int FailedCalls => _ports.Failed;

    private bool IsMended => _world.Now >= _world.Start.AddMinutes(MendedAt);

    public static FaultyScenario Run(int seed) => new(seed);

    public void ShouldHaveEndedInStep()
    {
        RunBook book = _world.Store.Read(_cluster.Name, 0).Aggregate(RunBook.Empty, (b, r) => b.Apply(r));
        TickResult last = _ticks[^1];
        ConfigDigest live = last.World!.LiveDigest(book.Established)!.Value;
        string end = $"seed {_world.Seed}: open {book.Open?.Phase}, awaiting {book.AwaitingResync}, retiring {book.Retiring.Count}, {last.Counts[0]}, {last.Decision!.Kind} {last.Decision.Reasons[0]} "
            + string.Join(' ', _cluster.Fleet.Instances.Select(i => $"{i.Id}:{i.State}:{i.Digest.Abbreviated}:{i.IsServing}"));
        (book.Open is null, book.AwaitingResync is null, book.Retiring.Count).ShouldBe((true, true, 0), end);
        _cluster.Fleet.Instances.Select(i => i.Digest).Distinct().ShouldBe([live], end);
        (_cluster.Serving(Web), _cluster.Fleet.Instances.Count).ShouldBe((3, 4), end);
        _cluster.Watch.Violations.ShouldBeEmpty(end);
    }

    private async Task PlayAsync()
    {
        MirrorPipeline pipeline = Build();
        for (int tick = 0; tick < Ticks; tick++)
        {
            await _world.WaitUntilAsync(_world.Start.AddMinutes(tick));
            _ports.AreMended = IsMended;
            if (!IsMended)
            {
                Disturb(pipeline, tick);
            }

            try
            {
                _ticks.Add(await pipeline.TickAsync(CancellationToken.None));
            }
            catch (InvalidOperationException)
            {
                // The next tick observes again.
            }
        }
    }

    private MirrorPipeline Build() => new MirrorPipelineBuilder("shop")
        .AddService("web", s => s.LoadPerInstance = 10)
        .AddLoadMetric("rps")
        .WithStandingCover()
        .Configure(o =>
        {
            o.Shadow.LaunchTimeout = TimeSpan.FromMinutes(6);
            o.Switchover.Bake = TimeSpan.FromMinutes(5);
            o.Switchover.VerifyTimeout = TimeSpan.FromSeconds(30);
        })
        .UseFleet(_ports)
        .AddRouter(_ports)
        .UseMonitoring(_cluster.Monitoring)
        .UseConfiguration(_cluster.Configuration, _cluster.Configuration)
        .UseMetricSource(_cluster.Metrics)
        .UseStore(_world.Store, _world.Store, _world.Store)
        .UseTimeProvider(_world.Time)
        .UseForecaster(new BlindForecaster())
        .RunAs(ControlMode.Automatic)
        .Build();

    private void Disturb(MirrorPipeline pipeline, int tick)
    {
        SimulatedInstance[] serving = [.. _cluster.Fleet.Instances.Where(i => i.IsServing)];
        switch ((int)(_random.NextDouble() * 40))
        {
            case 0 or 1:
                pipeline.Operator.Promote("ann", "at random");
                break;
            case 2 or 3 or 4:
                _world.Schedule(TimeSpan.FromSeconds(_random.NextDouble() * 30), () => pipeline.Operator.Abort("ann", "at random"));
                break;
            case 5 or 6:
                var next = new ConfigDigest(new string((char)('1' + (tick % 9)), ConfigDigest.Length));
                _cluster.Configuration.Desired = next;
                if (_random.NextDouble() < 0.5)
                {
                    _cluster.Monitoring.FailWhenServing(next, TimeSpan.FromMinutes(2));
                }

                break;
            case 7 when serving.Length > 0:
                serving[0].Digest = new ConfigDigest(new string('0', ConfigDigest.Length));
                break;
            case 8 when serving.Length > 2:
                serving[^1].Fail();
                break;
            default:
                break;
        }
    }
}
