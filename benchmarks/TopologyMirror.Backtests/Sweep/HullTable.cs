using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>Writes what ours gives beside the hulls of the reactive rule, with and without a pool, as Markdown.</summary>
internal static class HullTable
{
    private static readonly Baseline[] Baselines = [Baseline.Reactive, Baseline.WarmPool];

    /// <summary>Both tables; nothing where ours was not run.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="output">Takes them.</param>
    public static void Write(IReadOnlyList<BacktestRun> runs, TextWriter output)
    {
        BacktestRun[] ours = [.. runs.Where(r => r.Ours is not null)];
        if (ours.Length == 0)
        {
            return;
        }

        WriteRatios(ours, output);
        WriteFigures(ours, output);
    }

    private static void WriteRatios(BacktestRun[] runs, TextWriter output)
    {
        var lines = new List<string>();
        foreach ((string set, ReplayEventVariant variant, BacktestRun[] group) in TableText.Groups(runs))
        {
            lines.AddRange(Baselines.Select(b => (b, HullFigures.Of(group, b))).Where(f => f.Item2 is not null)
                .Select(f => Ratios($"{set} | {VariantNames.Of(variant)} | {f.b.Name}", f.Item2!)));
        }

        if (lines.Count == 0)
        {
            return;
        }

        output.WriteLine("Violation minutes at equal paid hours:");
        output.WriteLine();
        output.WriteLine("| set | events | hull of | traces | ours / hull | pooled ratio | 95 % | median ratio | worst ratio | quiet traces: largest difference | better | alike | worse by more than 10 % and 5 min a day |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        lines.ForEach(output.WriteLine);
        output.WriteLine();
    }

    private static string Ratios(string head, HullFigures f)
    {
        string interval = f.Interval is { } i ? $"{TableText.Of(i.Low, "0.00")} to {TableText.Of(i.High, "0.00")}" : TableText.None;
        string worst = f.Worst is { } w ? $"{TableText.Of(w.Ratio, "0.00")} ({w.Name.Split(' ')[^1]})" : TableText.None;
        string quiet = f.WorstQuiet is { } q ? $"{f.Traces.Count(t => t.IsQuiet)}: {TableText.Of(q.Difference, "+0;-0;0")} ({q.Name.Split(' ')[^1]})" : TableText.None;
        return TableText.Of(
            $"| {head} | {f.Traces.Count} | {f.Ours:0} / {f.Theirs:0} | {TableText.Of(f.Pooled, "0.00")} | {interval} | {TableText.Of(f.Median, "0.00")} | {worst} | {quiet} | {f.Better} ({100.0 * f.Better / f.Traces.Count:0} %) | {f.Alike} | {f.Worse} |");
    }

    private static void WriteFigures(BacktestRun[] runs, TextWriter output)
    {
        output.WriteLine("| set | events | traces | violations %: median, pooled, worst | shortfall %: median, pooled, worst | paid over need %: median, pooled, worst | changes a day | of reactive+25 | ratio | false launches | false promotions |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach ((string set, ReplayEventVariant variant, BacktestRun[] group) in TableText.Groups(runs))
        {
            ReplayScore[] ours = [.. group.Select(r => r.Ours!.Score)];
            var summary = ReplaySummary.Of(ours);
            double? changes = group.All(r => r.Find(PolicyCatalog.Reference) is not null)
                ? group.Average(r => r.Find(PolicyCatalog.Reference)!.Score.ChangesPerDay)
                : null;
            double mean = ours.Average(s => s.ChangesPerDay);
            output.WriteLine(TableText.Of(
                $"| {set} | {VariantNames.Of(variant)} | {ours.Length} | {Figure(summary.Violations, "0.00")} | {Figure(summary.Shortfall, "0.00")} | {Figure(summary.Over, "0")} | {mean:0.0} | {TableText.Of(changes, "0.0")} | {TableText.Of(mean / changes, "0.00")} | {Share(ours.Sum(s => s.FalseLaunches), ours.Sum(s => s.Launches))} | {Share(ours.Sum(s => s.FalsePromotions), ours.Sum(s => s.Promotions))} |"));
        }

        output.WriteLine();
    }

    private static string Figure(ReplayFigure f, string format) =>
        $"{TableText.Of(f.Median, format)}, {TableText.Of(f.Pooled, format)}, {TableText.Of(f.Worst, format)}";

    private static string Share(int part, int all) => TableText.Of($"{part} of {all} ({TableText.Of(100.0 * part / all, "0.0")} %)");
}
