using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>Writes what a shadow costs and buys beside the same forecast and plan without one, as Markdown.</summary>
internal static class ShadowTables
{
    private static readonly string AtOurRisk = PolicyCatalog.AtRisk(PolicyCatalog.NoShadow, PolicyCatalog.DefaultRisk);

    /// <summary>The tables; each only where all that it compares was run.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="output">Takes them.</param>
    public static void Write(IReadOnlyList<BacktestRun> runs, TextWriter output)
    {
        BacktestRun[] compared = [.. runs.Where(r => r.Ours is not null && r.Find(AtOurRisk) is not null)];
        if (compared.Length > 0)
        {
            WriteEqualCost(compared, output);
            WriteTraces(compared, output);
        }

        BacktestRun[] stood = [.. runs.Where(r => r.Ours is not null && r.Find(PolicyCatalog.WithStanding) is not null)];
        if (stood.Length > 0)
        {
            WriteStanding(stood, output);
        }
    }

    private static void WriteEqualCost(BacktestRun[] runs, TextWriter output)
    {
        output.WriteLine("| set | events | traces | less shortfall than predictive-no-shadow at equal cost | violation minutes, ours / theirs | missing hours, ours / theirs | missing hours of theirs with one setting for all | paid hours | paid without a shadow at our risk | less shortfall than reactive and warm pools |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach ((string set, ReplayEventVariant variant, BacktestRun[] group) in TableText.Groups(runs))
        {
            output.WriteLine(TableText.Of(
                $"| {set} | {VariantNames.Of(variant)} | {group.Length} | {Wins(group, Baseline.NoShadow)} | {group.Sum(r => r.Ours!.Score.ViolationMinutes):0} / {Sum(group, Baseline.NoShadow, s => s.ViolationMinutes):0} | {group.Sum(r => r.Ours!.Score.ShortfallHours):0.0} / {Sum(group, Baseline.NoShadow, s => s.ShortfallHours):0.0} | {OneSetting(group):0.0} | {group.Sum(r => Paid(r.Ours!)):0} | {group.Sum(r => Paid(r.Find(AtOurRisk)!)):0} | {Wins(group, Baseline.WarmPool)} |"));
        }

        output.WriteLine();
    }

    private static void WriteStanding(BacktestRun[] runs, TextWriter output)
    {
        output.WriteLine("| set | events | mean need | paid, ours / standing 1 | shadow hours | overlap hours | violation minutes, ours / standing 1 | missing hours, ours / standing 1 |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (IGrouping<(string Set, ReplayEventVariant Variant), BacktestRun> group in runs.GroupBy(r => (r.Set, r.Variant)))
        {
            PolicyRun[] ours = [.. group.Select(r => r.Ours!)];
            PolicyRun[] standing = [.. group.Select(r => r.Find(PolicyCatalog.WithStanding)!)];
            output.WriteLine(TableText.Of(
                $"| {group.Key.Set} | {VariantNames.Of(group.Key.Variant)} | {group.Average(r => r.MeanNeed):0.0} | {ours.Sum(Paid):0} / {standing.Sum(Paid):0} | {ours.Sum(p => p.Score.PaidHours.Shadow):0} | {ours.Sum(p => p.Score.PaidHours.Overlap):0} | {ours.Sum(p => p.Score.ViolationMinutes):0} / {standing.Sum(p => p.Score.ViolationMinutes):0} | {ours.Sum(p => p.Score.ShortfallHours):0.0} / {standing.Sum(p => p.Score.ShortfallHours):0.0} |"));
        }

        output.WriteLine();
    }

    private static void WriteTraces(BacktestRun[] runs, TextWriter output)
    {
        output.WriteLine("| set | trace | events | seed | mean need | releases, minutes | violation minutes, ours / without a shadow at equal cost / reactive | shortfall %, likewise | paid hours, ours / without a shadow at our risk |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (BacktestRun run in runs)
        {
            ReplayScore ours = run.Ours!.Score;
            string releases = string.Join(", ", run.Ours.Releases.Select(r => TableText.Of($"{r.Minutes:0}{(r.IsAsItShouldBe ? "" : $" {r.Outcome}")}")));
            output.WriteLine(TableText.Of(
                $"| {run.Set} | {run.Trace} | {VariantNames.Of(run.Variant)} | {run.Seed} | {run.MeanNeed:0.0} | {releases} | {ours.ViolationMinutes:0} / {At(run, Baseline.NoShadow, s => s.ViolationMinutes, "0")} / {At(run, Baseline.Reactive, s => s.ViolationMinutes, "0")} | {ours.ShortfallPercent:0.00} / {At(run, Baseline.NoShadow, s => s.ShortfallPercent, "0.00")} / {At(run, Baseline.Reactive, s => s.ShortfallPercent, "0.00")} | {ours.PaidHours.Total:0} / {Paid(run.Find(AtOurRisk)!):0} |"));
        }

        output.WriteLine();
    }

    private static string At(BacktestRun run, Baseline baseline, Func<ReplayScore, double> loss, string format) =>
        TableText.Of(run.AtEqualCost(baseline, loss), format);

    private static double Sum(BacktestRun[] runs, Baseline baseline, Func<ReplayScore, double> loss) => runs.Sum(r => r.AtEqualCost(baseline, loss) ?? 0);

    private static string Wins(BacktestRun[] runs, Baseline baseline)
    {
        int compared = runs.Count(r => r.AtEqualCost(baseline, s => s.ShortfallHours) is not null);
        int wins = runs.Count(r => r.Ours!.Score.ShortfallHours < r.AtEqualCost(baseline, s => s.ShortfallHours));
        return compared == 0 ? TableText.None : TableText.Of($"{wins} ({100.0 * wins / compared:0} %)");
    }

    /// <summary>What is missing without a shadow at our cost, when one mixture of settings has to serve for all traces, as ours does.</summary>
    private static double OneSetting(BacktestRun[] runs)
    {
        EqualCost hull = EqualCost.Of(runs[0].Policies
            .Where(p => Baseline.NoShadow.Includes(p.Traits))
            .Select(p => new CostPoint(runs.Sum(r => Paid(r.Find(p.Name)!)), runs.Sum(r => r.Find(p.Name)!.Score.ShortfallHours))));
        return hull.LossAt(runs.Sum(r => Paid(r.Ours!))) ?? hull.Hull[0].Loss;
    }

    private static double Paid(PolicyRun policy) => policy.Score.PaidHours.Total;
}
