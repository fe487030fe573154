using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Replay;
using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation;

/// <summary>
/// Replays a trace through the shipped pipeline: a simulated world is set up by the replay rules (same launch draws, same visibility of
/// load, same drain), the pipeline is ticked once per tick of the trace, and what took place is scored by <see cref="ReplayRunner"/>.
/// </summary>
/// <remarks>Not thread-safe; one replay runs once.</remarks>
public sealed partial class PipelineReplay
{
    /// <summary>Name of the cluster in the world, and of the one that <see cref="Configure"/> sets up.</summary>
    public const string ClusterName = "replay";

    /// <summary>Name of its one service.</summary>
    public const string ServiceName = "web";

    private static readonly ServiceName Web = new(ServiceName);

    private readonly ReplayTrace _trace;
    private readonly IReadOnlyList<TraceSeries> _series;
    private readonly LaunchDraws _draws;
    private readonly ReplayEvents _events;
    private readonly ImmutableArray<ConfigDigest> _generations;
    private readonly List<MetricName> _metrics;
    private readonly SimulatedCluster _cluster;
    private readonly List<ReplayAction> _actions = [];
    private bool _hasRun;

    /// <summary>Sets the world up.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="series">The series that it was made of, in the same order.</param>
    /// <param name="draws">How long launches take.</param>
    /// <param name="seed">Seed of the world: latencies, data-plane lags, drains.</param>
    /// <param name="events">What happens besides load; null for nothing. Trace and series are those of the same <see cref="ReplayScenario"/>.</param>
    public PipelineReplay(ReplayTrace trace, IReadOnlyList<TraceSeries> series, LaunchDraws draws, int seed, ReplayEvents? events = null)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(draws);
        _trace = trace;
        _series = series;
        _draws = draws;
        _events = events ?? ReplayEvents.None;
        _metrics = MetricNames(series);
        World = new SimulationWorld(seed, Instant(trace.Window.WarmUpStart));
        _cluster = World.Cluster(new ClusterName(ClusterName));
        _cluster.Profile = new SimulationProfile
        {
            LaunchLead = (number, _) => draws.ReadyTicks(number, trace.Clock) is { } ticks ? (ticks + ReadyLater) * Tick : null,
            ReadyAfterStartOf = Tick,
            MaxInstances = trace.FleetCap,
            MaxInstancesAt = time => _events.IsWithoutCapacity(TickAt(time)) ? 0 : trace.FleetCap,
        };
        _generations = Generations();
        if (trace.Capacity is { } course)
        {
            _cluster.Watch.TrueCapacity = time => course.At(TickAt(time));
        }

        for (int i = 0; i < series.Count; i++)
        {
            _cluster.Metrics.Set(_metrics[i], LoadOf(i));
        }

        _cluster.StartLive(Web, trace.InitialInstances);
        Record();
    }

    /// <summary>The world; register its time before <c>AddTopologyMirror()</c>.</summary>
    public SimulationWorld World { get; }

    /// <summary>The trace.</summary>
    public ReplayTrace Trace => _trace;

    /// <summary>Names of the metrics, in the order of the series: those of a metric are stricter than those of a series, so they may differ.</summary>
    public IReadOnlyList<MetricName> Metrics => _metrics;

    private TimeSpan Tick => _trace.Clock.Tick;

    /// <summary>Sets a cluster up for the replay: service, metrics, simulated ports, and the durations that the rules name.</summary>
    /// <param name="builder">The builder of the cluster named <see cref="ClusterName"/>.</param>
    public void Configure(MirrorPipelineBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ReplayClock clock = _trace.Clock;
        builder.AddService(ServiceName, s =>
        {
            s.Ceiling = _trace.FleetCap;
            for (int i = 0; i < _metrics.Count; i++)
            {
                s.LoadPer[_metrics[i].Value] = _trace.Metrics[i].Unit;
            }
        });
        for (int i = 0; i < _metrics.Count; i++)
        {
            TimeSpan step = _cluster.Metrics.Loads[_metrics[i]].Step;
            builder.AddLoadMetric(_metrics[i].Value, m =>
            {
                m.Step = step;
                m.VisibilityDelay = Tick;
            });
        }

        builder.Configure(o =>
        {
            o.TickInterval = Tick;
            o.Forecast.Horizon = Longest(TimeSpan.FromHours(1), 5 * Tick);
            o.Forecast.HistoryLength = Longest(Shortest((_trace.Window.End + 1) * Tick, TimeSpan.FromDays(731)), TimeSpan.FromMinutes(10));
            o.Capacity.LaunchLeadPrior = _draws.ReadyTicks(0, clock) is { } ticks && !clock.IsMinute ? ticks * Tick : TimeSpan.FromMinutes(10);
            o.Promotion.ScaleInWindow = (clock.StabilisationTicks - 1) * Tick;
            o.Shadow.LaunchTimeout = (_draws.GiveUpTicks(clock) + ReplayClock.ShadowReadyTicks) * Tick;
            o.Switchover.MinimumDrain = clock.DrainTicks * Tick;
            o.Switchover.DrainTimeout = Longest(o.Switchover.DrainTimeout, o.Switchover.MinimumDrain);
        });
        builder.UseSimulation(World).RunAs(ControlMode.Automatic);
    }

    /// <summary>Runs the replay to the end of the trace.</summary>
    /// <param name="start">Gives the pipeline; called inside the world, so that a host can be started there.</param>
    /// <param name="onTick">Called after every tick, warm-up included.</param>
    /// <returns>What took place, and the score.</returns>
    public PipelineReplayResult Run(Func<Task<MirrorPipeline>> start, Action<PipelineReplayTick>? onTick = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        ReplayRecorder record = Play(
            async () =>
            {
                MirrorPipeline pipeline = await start().ConfigureAwait(false);
                return async (tick, recorder) =>
                {
                    TickResult result = await pipeline.TickAsync(CancellationToken.None).ConfigureAwait(false);
                    PipelineReplayTick seen = recorder.EndTick(tick, result);
                    onTick?.Invoke(seen);
                };
            });
        return Score("topologymirror", record);
    }

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Shortest(TimeSpan a, TimeSpan b) => a < b ? a : b;

    /// <summary>Names that metrics may have, made of the series' names, which may be any file's.</summary>
    private static List<MetricName> MetricNames(IReadOnlyList<TraceSeries> series)
    {
        var names = new List<MetricName>(series.Count);
        foreach (TraceSeries s in series)
        {
            string clean = string.Concat(s.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_'));
            clean = clean.Length > 0 && char.IsAsciiLetterOrDigit(clean[0]) ? clean : "m" + clean;
            clean = clean.Length > 100 ? clean[..100] : clean;
            var name = new MetricName(clean);
            names.Add(names.Contains(name) ? new MetricName($"{clean}-{names.Count}") : name);
        }

        return names;
    }

    private DateTimeOffset Instant(int tick) => _trace.Start + (tick * Tick);

    /// <summary>Held steps are given as they are, on their own grid; shorter ones as the ticks that they were averaged to.</summary>
    private SimulatedLoad LoadOf(int metric)
    {
        TimeSpan visibleAfter = ReplayClock.VisibilityTicks * Tick;
        TraceSeries series = _series[metric];
        return series.Step >= Tick
            ? new SimulatedLoad(series.Start, series.Step, visibleAfter, series.Values)
            : new SimulatedLoad(_trace.Start, Tick, visibleAfter, _trace.Metrics[metric].Observed.ToArray());
    }

    private ReplayRecorder Play(Func<Task<Func<int, ReplayRecorder, Task>>> startAsync)
    {
        if (_hasRun)
        {
            throw new SimulationException("A replay runs once; make a new one for another run.");
        }

        _hasRun = true;
        var record = new ReplayRecorder(_trace, _series, _metrics, _cluster);
        World.Run(async () =>
        {
            Func<int, ReplayRecorder, Task> tickAsync = await startAsync().ConfigureAwait(false);
            for (int tick = _trace.Window.WarmUpStart; tick < _trace.Window.End; tick++)
            {
                await World.WaitUntilAsync(Instant(tick)).ConfigureAwait(false);
                record.BeginTick(tick);
                Release(tick);
                await tickAsync(tick, record).ConfigureAwait(false);
            }

            await World.WaitUntilAsync(Instant(_trace.Window.End)).ConfigureAwait(false);
            record.BeginTick(_trace.Window.End);
        });
        return record;
    }

    private PipelineReplayResult Score(string policy, ReplayRecorder record) => record.Result(
        ReplayRunner.Run(_trace, new RecordedPolicy(policy, _actions), _draws, _events), _cluster.Watch.Violations.Count);

    /// <summary>Writes down what takes place, as the actions that the runner scores.</summary>
    private void Record()
    {
        _cluster.Fleet.OnLaunched = i => Add(i, ReplayActionKind.Launch, LaunchPurpose);
        _cluster.Fleet.OnTerminated = i => Add(i, ReplayActionKind.Terminate, ReplayPurpose.Shadow);
        _cluster.Routers[0].OnInForce = (id, weight, run) =>
        {
            SimulatedInstance instance = _cluster.Fleet.Find(id)!;
            RunPlan? plan = _cluster.Watch.PlanOf(run);
            int replacement = plan?.Kind == SwitchoverKind.Replace ? (int)run.Value : 0;
            if (weight > 0)
            {
                Add(instance, ReplayActionKind.Route, ReplayPurpose.Live, replacement);
                return;
            }

            // Whom a run does not retire becomes cover again, or falls back to it when the run is undone.
            bool retired = plan?.Retire.Contains(id) ?? true;
            Add(instance, retired ? ReplayActionKind.Unroute : ReplayActionKind.Demote, retired ? ReplayPurpose.Live : ReplayPurpose.Shadow, replacement);
        };
    }

    private void Add(SimulatedInstance instance, ReplayActionKind kind, ReplayPurpose purpose, int replacement = 0) =>
        _actions.Add(new ReplayAction(TickAt(World.Now), instance.Number, kind, purpose)
        {
            Generation = Math.Max(_generations.IndexOf(instance.Digest), 0),
            Replacement = replacement,
        });

    private int TickAt(DateTimeOffset time) => (int)((time - _trace.Start).Ticks / Tick.Ticks);
}
