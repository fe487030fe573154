using TopologyMirror.Backtests.Sweep;

namespace TopologyMirror.Backtests.Frontier;

/// <summary>One curve, or one point: the policies of a family, cheapest setting first.</summary>
/// <param name="Family">The family.</param>
/// <param name="Points">The points, at least one.</param>
internal sealed record FrontierSeries(string Family, IReadOnlyList<FrontierPoint> Points)
{
    /// <summary>The families of some runs, ours last, so that it lies on top.</summary>
    /// <param name="runs">The runs of a set, by the same policies.</param>
    public static IReadOnlyList<FrontierSeries> Of(IReadOnlyList<BacktestRun> runs) =>
    [
        .. runs[0].Policies.Select(p => p.Traits).GroupBy(p => p.Family)
            .Select(g => new FrontierSeries(g.Key, [.. g.OrderBy(Setting).Select(p => FrontierPoint.Of(p, [.. runs.Select(r => r.Find(p.Name)!)]))]))
            .OrderBy(s => s.Family == PolicyCatalog.Mirror ? 1 : 0),
    ];

    /// <summary>What makes a setting dearer: more headroom, less risk.</summary>
    private static double Setting(PolicyTraits policy) => policy.Headroom ?? -policy.Risk ?? 0;
}
