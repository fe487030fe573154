using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Comparison;

/// <summary>The policies that the pipeline is compared with: reactive ones, and its own forecast and plan without a shadow.</summary>
internal static class ComparedPolicies
{
    /// <summary>Name of the pipeline among the policies.</summary>
    public const string Mirror = "topologymirror";

    /// <summary>The policy that a plain sentence compares with.</summary>
    public const string Reference = "reactive+25";

    /// <summary>Those whose releases people are shown.</summary>
    public static IReadOnlyList<string> ShownReleasing { get; } = [Mirror, Reference, "predictive-no-shadow@5"];

    private static readonly int[] Headrooms = [0, 25, 50, 100];
    private static readonly int[] Pools = [0, 1, 2, 4];
    private static readonly int[] PoolHeadroomsShown = [0, 25];
    private static readonly double[] Risks = [0.001, 0.01, 0.05, 0.1];

    /// <summary>Runs all of them. They carry releases out by rolling; the bound is spared them.</summary>
    /// <param name="scenario">The trace and what happens besides load.</param>
    /// <param name="draws">How long launches take.</param>
    /// <param name="horizon">How far ahead is forecast.</param>
    public static IEnumerable<PolicyScore> Run(ReplayScenario scenario, LaunchDraws draws, TimeSpan horizon)
    {
        ReplayTrace trace = scenario.Trace;
        var forecasts = new ReplayForecasts(trace, horizon, paths: 200);
        IEnumerable<IReplayPolicy> policies =
        [
            .. Pools.SelectMany(pool => Headrooms.Select(headroom => new ReactivePolicy(headroom, pool))),
            .. Risks.Select(risk => new PredictiveNoShadowPolicy(forecasts, risk)),
            new StaticPeakPolicy(),
        ];
        return policies.Select(p => ReplayRunner.Run(trace, new RollingReleasePolicy(p), draws, scenario.Events))
            .Append(ReplayRunner.Run(trace, new ClairvoyantPolicy(trace, draws), draws))
            .Select(r => new PolicyScore(r.Policy, r.Score, r.Releases));
    }

    /// <summary>Those that people are shown: pools of standing instances only at the headrooms of 0 and 25 %.</summary>
    /// <param name="policies">All of them.</param>
    public static IEnumerable<PolicyScore> Shown(IEnumerable<PolicyScore> policies)
    {
        HashSet<string> hidden = [.. Pools.Where(p => p > 0)
            .SelectMany(pool => Headrooms.Except(PoolHeadroomsShown).Select(headroom => new ReactivePolicy(headroom, pool).Name))];
        return policies.Where(p => !hidden.Contains(p.Name));
    }
}
