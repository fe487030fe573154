namespace TopologyMirror.Backtests.Realised;

/// <summary>Requested against realised risk as one JSON object.</summary>
/// <param name="RealisedRisk">One row per set and risk, then those of all sets.</param>
/// <param name="MeanAbsolutePoints">Mean over sets and risks of the difference without its sign; null without a window.</param>
internal sealed record RealisedJson(IReadOnlyList<RealisedRow> RealisedRisk, double? MeanAbsolutePoints)
{
    /// <summary>Name of the rows of all sets.</summary>
    public const string All = "all";

    /// <summary>From the tallies of traces.</summary>
    /// <param name="traces">Set and tallies of each trace; the risks are the same for all.</param>
    public static RealisedJson Of(IReadOnlyList<(string Set, IReadOnlyList<RealisedTally> Tallies)> traces)
    {
        RealisedRow[] sets = [.. traces.GroupBy(t => t.Set).SelectMany(g => Rows(g.Key, [.. g.Select(t => t.Tallies)]))];
        double[] apart = [.. sets.Select(r => r.DifferencePoints).OfType<double>().Select(Math.Abs)];
        return new RealisedJson([.. sets, .. Rows(All, [.. traces.Select(t => t.Tallies)])], apart.Length > 0 ? apart.Average() : null);
    }

    private static IEnumerable<RealisedRow> Rows(string set, IReadOnlyList<RealisedTally>[] traces) =>
        traces.Length == 0 ? [] : Enumerable.Range(0, traces[0].Count).Select(i => RealisedRow.Of(set, [.. traces.Select(t => t[i])]));
}
