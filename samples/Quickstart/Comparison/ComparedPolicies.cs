using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Comparison;

/// <summary>The policies that the pipeline is compared with; none of them forecasts.</summary>
internal static class ComparedPolicies
{
    /// <summary>Name of the pipeline among the policies.</summary>
    public const string Mirror = "topologymirror";

    /// <summary>The policy that a plain sentence compares with.</summary>
    public const string Reference = "reactive+25";

    private static readonly int[] Headrooms = [0, 25, 50, 100];
    private static readonly int[] Pools = [0, 1, 2, 4];
    private static readonly int[] PoolHeadroomsShown = [0, 25];

    /// <summary>All of them.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="draws">How long launches take.</param>
    public static IEnumerable<IReplayPolicy> For(ReplayTrace trace, LaunchDraws draws) =>
    [
        .. Pools.SelectMany(pool => Headrooms.Select(headroom => new ReactivePolicy(headroom, pool))),
        new StaticPeakPolicy(),
        new ClairvoyantPolicy(trace, draws),
    ];

    /// <summary>Those that people are shown: pools of standing instances only at the headrooms of 0 and 25 %.</summary>
    /// <param name="policies">All of them.</param>
    public static IEnumerable<PolicyScore> Shown(IEnumerable<PolicyScore> policies)
    {
        HashSet<string> hidden = [.. Pools.Where(p => p > 0)
            .SelectMany(pool => Headrooms.Except(PoolHeadroomsShown).Select(headroom => new ReactivePolicy(headroom, pool).Name))];
        return policies.Where(p => !hidden.Contains(p.Name));
    }
}
