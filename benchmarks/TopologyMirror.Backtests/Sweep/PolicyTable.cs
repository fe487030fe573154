using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>Writes every policy's pooled figures as Markdown, set by set.</summary>
internal static class PolicyTable
{
    /// <summary>The table.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="output">Takes it.</param>
    public static void Write(IReadOnlyList<BacktestRun> runs, TextWriter output)
    {
        output.WriteLine("| set | events | policy | violations %: median, pooled | shortfall % pooled | paid over need %: median, pooled | changes a day | false launches % |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach ((string set, ReplayEventVariant variant, BacktestRun[] group) in TableText.Groups(runs))
        {
            foreach (PolicyTraits policy in group[0].Policies.Select(p => p.Traits))
            {
                ReplayScore[] scores = [.. group.Select(r => r.Find(policy.Name)!.Score)];
                var s = ReplaySummary.Of(scores);
                double? wrong = scores.Sum(x => x.Launches) is > 0 and var launches ? 100.0 * scores.Sum(x => x.FalseLaunches) / launches : null;
                output.WriteLine(TableText.Of(
                    $"| {set} | {VariantNames.Of(variant)} | {policy.Name} | {s.Violations.Median:0.00}, {s.Violations.Pooled:0.00} | {s.Shortfall.Pooled:0.00} | {s.Over.Median:0}, {s.Over.Pooled:0} | {scores.Average(x => x.ChangesPerDay):0.0} | {TableText.Of(wrong, "0.0")} |"));
            }
        }

        output.WriteLine();
    }
}
