using TopologyMirror.Pipeline;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>One trace with its events and launches, made ready to be run by any policy. Not thread-safe.</summary>
internal sealed class SweepTrace
{
    /// <summary>Courses that are drawn of each forecast.</summary>
    public const int Paths = 200;

    private static readonly TimeSpan ShortestHorizon = TimeSpan.FromHours(1);

    private readonly int _seed;
    private readonly TimeSpan? _leadTime;
    private readonly Lazy<ReplayForecasts> _forecasts;

    /// <summary>Reads it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="variant">The events.</param>
    /// <param name="seed">The seed of events, launches and latencies.</param>
    /// <param name="leadTime">How long every launch takes; null for drawn times.</param>
    public SweepTrace(FileInfo file, ReplayEventVariant variant, int seed, TimeSpan? leadTime)
    {
        Scenario = ReplayScenario.Create([TraceFiles.Read(file)], seed, variant);
        Draws = DrawsOf(Scenario.Trace, seed, leadTime);
        _seed = seed;
        _leadTime = leadTime;
        _forecasts = new Lazy<ReplayForecasts>(() => new ReplayForecasts(Scenario.Trace, Horizon, paths: Paths));
    }

    /// <summary>Trace and events.</summary>
    public ReplayScenario Scenario { get; }

    /// <summary>How long launches take.</summary>
    public LaunchDraws Draws { get; }

    /// <summary>How far ahead is forecast: an hour, or twice a longer launch time.</summary>
    public TimeSpan Horizon => HorizonOf(_leadTime);

    /// <summary>The forecasts of the default engine, shared by all who plan with them.</summary>
    public ReplayForecasts Forecasts => _forecasts.Value;

    /// <summary>How long launches take.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="leadTime">How long every launch takes; null for drawn times.</param>
    public static LaunchDraws DrawsOf(ReplayTrace trace, int seed, TimeSpan? leadTime) =>
        leadTime is { } lead ? LaunchDraws.Constant(lead) : LaunchDraws.Seeded(seed, trace.Name);

    /// <summary>How far ahead is forecast.</summary>
    /// <param name="leadTime">How long every launch takes; null for drawn times.</param>
    public static TimeSpan HorizonOf(TimeSpan? leadTime) =>
        leadTime is { } lead && 2 * lead > ShortestHorizon ? 2 * lead : ShortestHorizon;

    /// <summary>Runs a policy that only scales, with rolling releases.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="traits">What it is.</param>
    public PolicyRun Run(IReplayPolicy policy, PolicyTraits traits) =>
        PolicyRun.Of(ReplayRunner.Run(Scenario.Trace, new RollingReleasePolicy(policy), Draws, Scenario.Events), traits);

    /// <summary>Runs the bound, which is spared events.</summary>
    /// <param name="traits">What it is.</param>
    public PolicyRun RunBound(PolicyTraits traits) =>
        PolicyRun.Of(ReplayRunner.Run(Scenario.Trace, new ClairvoyantPolicy(Scenario.Trace, Draws), Draws), traits);

    /// <summary>Runs the shipped pipeline.</summary>
    /// <param name="traits">What it is.</param>
    /// <param name="configure">Sets its options.</param>
    public PolicyRun RunPipeline(PolicyTraits traits, Action<MirrorPipelineOptions> configure)
    {
        var replay = new PipelineReplay(Scenario.Trace, Scenario.Series, Draws, _seed, Scenario.Events);
        var builder = new MirrorPipelineBuilder(PipelineReplay.ClusterName);
        replay.Configure(builder);
        builder.Configure(options =>
        {
            options.Forecast.Horizon = options.Forecast.Horizon > Horizon ? options.Forecast.Horizon : Horizon;
            configure(options);
        });
        PipelineReplayResult result = replay.Run(() => Task.FromResult(builder.Build()));
        return PolicyRun.Of(result.Scored, traits) with { InvariantViolations = result.InvariantViolations };
    }
}
