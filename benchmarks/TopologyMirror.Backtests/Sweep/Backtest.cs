using TopologyMirror.Pipeline;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>Runs one trace by all policies.</summary>
internal static class Backtest
{
    /// <summary>The shipped pipeline with its defaults.</summary>
    public const string Mirror = "topologymirror";

    /// <summary>The same without an instance that always stands by.</summary>
    public const string WithoutStanding = "topologymirror-standing-0";

    /// <summary>With what the names of the predictive policies without a shadow begin.</summary>
    public const string NoShadow = "predictive-no-shadow@";

    /// <summary>With what the names of the reactive policies begin, those with a warm pool too.</summary>
    public const string Reactive = "reactive+";

    private static readonly double[] Risks = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5];

    /// <summary>Runs it.</summary>
    /// <param name="set">The set.</param>
    /// <param name="file">The trace.</param>
    /// <param name="variant">The events.</param>
    /// <param name="seed">The seed of events, launches and latencies.</param>
    public static BacktestRun Run(string set, FileInfo file, ReplayEventVariant variant, int seed)
    {
        ReplayScenario scenario = ReplayScenario.Create([TraceFiles.Read(file)], seed, variant);
        LaunchDraws draws = LaunchDraws.Seeded(seed, scenario.Trace.Name);
        PipelineReplayResult ours = Pipeline(scenario, draws, seed, _ => { });
        PipelineReplayResult lean = Pipeline(scenario, draws, seed, o => o.Shadow.StandingCover = 0);
        var forecasts = new ReplayForecasts(scenario.Trace, TimeSpan.FromHours(1), paths: 200);
        IEnumerable<IReplayPolicy> policies = [.. ReplayPolicies.Reactive, .. Risks.Select(r => new PredictiveNoShadowPolicy(forecasts, r))];
        return new BacktestRun
        {
            Set = set,
            Trace = scenario.Trace.Name,
            Variant = variant,
            Seed = seed,
            MeanNeed = ours.Scored.Score.NeedHours / (ours.Scored.Score.Minutes / 60),
            InvariantViolations = ours.InvariantViolations,
            Replaces = ours.Replaces,
            Policies =
            [
                PolicyRun.Of(ours.Scored),
                PolicyRun.Of(lean.Scored, WithoutStanding),
                .. policies.Select(p => PolicyRun.Of(ReplayRunner.Run(scenario.Trace, new RollingReleasePolicy(p), draws, scenario.Events))),
                PolicyRun.Of(ReplayRunner.Run(scenario.Trace, new ClairvoyantPolicy(scenario.Trace, draws), draws)),
            ],
        };
    }

    private static PipelineReplayResult Pipeline(ReplayScenario scenario, LaunchDraws draws, int seed, Action<MirrorPipelineOptions> configure)
    {
        var replay = new PipelineReplay(scenario.Trace, scenario.Series, draws, seed, scenario.Events);
        var builder = new MirrorPipelineBuilder(PipelineReplay.ClusterName);
        replay.Configure(builder);
        builder.Configure(configure);
        return replay.Run(() => Task.FromResult(builder.Build()));
    }
}
