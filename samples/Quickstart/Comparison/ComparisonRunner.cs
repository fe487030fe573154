using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Quickstart.Commands;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.Quickstart.Comparison;

/// <summary>Runs the pipeline and the policies that it is compared with on one trace, with the same draws.</summary>
internal static class ComparisonRunner
{
    /// <summary>Runs all of it.</summary>
    /// <param name="settings">What the user chose.</param>
    /// <param name="scenario">The trace and what happens besides load.</param>
    /// <param name="onTick">Called after every tick of the pipeline.</param>
    public static ComparisonResult Run(QuickstartSettings settings, ReplayScenario scenario, Action<PipelineReplayTick> onTick)
    {
        ReplayTrace trace = scenario.Trace;
        LaunchDraws draws = settings.LeadTime is { } lead ? LaunchDraws.Constant(lead) : LaunchDraws.Seeded(settings.Seed, trace.Name);
        var replay = new PipelineReplay(trace, scenario.Series, draws, settings.Seed, scenario.Events);
        var ticks = new List<PipelineReplayTick>();
        ForecastTrail[] forecasts = [.. trace.Metrics.Select(_ => new ForecastTrail())];
        double risk = 0;
        (PipelineReplayResult mirror, MirrorLedger ledger) = MirrorHost.Run(
            replay,
            options => risk = Configure(options, settings, trace),
            tick =>
            {
                Keep(tick, replay.Metrics, ticks, forecasts);
                onTick(tick);
            });
        return new ComparisonResult
        {
            Settings = settings,
            Trace = trace,
            Mirror = mirror,
            Ledger = ledger,
            Ticks = ticks,
            Forecasts = forecasts,
            Journal = replay.World.Store.Read(new ClusterName(PipelineReplay.ClusterName), after: 0),
            Policies =
            [
                new PolicyScore(ComparedPolicies.Mirror, mirror.Scored.Score, mirror.Scored.Releases),
                .. ComparedPolicies.Run(scenario, draws, Horizon(settings, trace)),
            ],
            Risk = risk,
        };
    }

    private static TimeSpan Horizon(QuickstartSettings settings, ReplayTrace trace)
    {
        TimeSpan ahead = (settings.LeadTime ?? TimeSpan.Zero) + (5 * trace.Clock.Tick);
        return ahead > TimeSpan.FromHours(1) ? ahead : TimeSpan.FromHours(1);
    }

    private static double Configure(MirrorPipelineOptions options, QuickstartSettings settings, ReplayTrace trace)
    {
        options.Capacity.Risk = settings.Risk ?? options.Capacity.Risk;
        if (settings.LeadTime is { } lead)
        {
            // A launch that is decided now has to be planned for the load at its end.
            TimeSpan ahead = lead + (5 * trace.Clock.Tick);
            options.Forecast.Horizon = ahead > options.Forecast.Horizon ? ahead : options.Forecast.Horizon;
        }

        return options.Capacity.Risk;
    }

    /// <summary>Keeps what the report shows; the forecasts themselves are large and go.</summary>
    private static void Keep(
        PipelineReplayTick tick, IReadOnlyList<MetricName> metrics, List<PipelineReplayTick> ticks, ForecastTrail[] forecasts)
    {
        for (int i = 0; i < metrics.Count; i++)
        {
            forecasts[i].Take(tick.Result.Forecasts.FirstOrDefault(f => f.Metric.Name == metrics[i])?.Result.Forecast);
        }

        if (tick.IsScored)
        {
            ticks.Add(tick with { Result = tick.Result with { Forecasts = [], World = null } });
        }
    }
}
