using System.Globalization;
using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>Writes what a sweep came to as Markdown.</summary>
internal static class SweepTables
{
    /// <summary>One run on one line.</summary>
    /// <param name="run">The run.</param>
    public static string Progress(BacktestRun run)
    {
        ReplayScore s = run.Ours.Score;
        string releases = string.Join(", ", run.Ours.Releases.Select(r => Text($"{r.Outcome} {r.Minutes:0}")));
        return Text(
            $"{run.Set} {run.Trace} {run.Variant} {run.Seed}: {s.ViolationMinutes:0} min, {s.ShortfallPercent:0.00} %, {s.PaidHours.Total:0} h; at equal cost {run.AtEqualCost(Backtest.NoShadow, NeedShare):0.00} %; [{releases}]; {run.InvariantViolations} invariant violations");
    }

    /// <summary>All tables.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="output">Takes them.</param>
    public static void Write(IReadOnlyList<BacktestRun> runs, TextWriter output)
    {
        WriteReleases(runs, output);
        WriteEqualCost(runs, output);
        WriteStanding(runs, output);
        WriteTraces(runs, output);
    }

    private static void WriteReleases(IReadOnlyList<BacktestRun> runs, TextWriter output)
    {
        BacktestRun[] released = [.. runs.Where(r => !r.Ours.Releases.IsEmpty)];
        if (released.Length == 0)
        {
            return;
        }

        output.WriteLine("| set | events | releases | as they should be within 2 h | longest, minutes | rolling, as they should be | rolling, longest | invariant violations |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (IGrouping<(string Set, ReplayEventVariant Variant), BacktestRun> group in released.GroupBy(r => (r.Set, r.Variant)))
        {
            ReplayReleaseResult[] ours = [.. group.SelectMany(r => r.Ours.Releases)];
            ReplayReleaseResult[] rolling = [.. group.SelectMany(r => r.Find(Backtest.NoShadow + "5").Releases)];
            output.WriteLine(Text(
                $"| {group.Key.Set} | {group.Key.Variant} | {ours.Length} | {ours.Count(r => r.IsAsItShouldBe)} | {ours.Max(r => r.Minutes):0} | {rolling.Count(r => r.IsAsItShouldBe)} | {rolling.Max(r => r.Minutes):0} | {group.Sum(r => r.InvariantViolations)} |"));
        }

        output.WriteLine();
    }

    private static void WriteEqualCost(IReadOnlyList<BacktestRun> runs, TextWriter output)
    {
        output.WriteLine("| set | events | traces | less shortfall than predictive-no-shadow at equal cost | violation minutes, ours / theirs | missing hours, ours / theirs | missing hours of theirs with one setting for all | paid hours | paid without a shadow at 5 % | less shortfall than reactive and warm pools |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (IGrouping<(string Set, ReplayEventVariant Variant), BacktestRun> group in runs.GroupBy(r => (r.Set, r.Variant)))
        {
            WriteEqualCost(group.Key.Set, group.Key.Variant, [.. group], output);
        }

        foreach (IGrouping<ReplayEventVariant, BacktestRun> group in runs.GroupBy(r => r.Variant))
        {
            WriteEqualCost("all", group.Key, [.. group], output);
        }

        output.WriteLine();
    }

    private static void WriteEqualCost(string set, ReplayEventVariant variant, BacktestRun[] runs, TextWriter output) => output.WriteLine(Text(
        $"| {set} | {variant} | {runs.Length} | {Wins(runs, Backtest.NoShadow)} | {runs.Sum(r => r.Ours.Score.ViolationMinutes):0} / {runs.Sum(r => r.AtEqualCost(Backtest.NoShadow, Minutes)):0} | {runs.Sum(r => r.Ours.Score.ShortfallHours):0.0} / {runs.Sum(r => r.AtEqualCost(Backtest.NoShadow, Missing)):0.0} | {OneSetting(runs):0.0} | {runs.Sum(r => Paid(r.Ours)):0} | {runs.Sum(r => Paid(r.Find(Backtest.NoShadow + "5"))):0} | {Wins(runs, Backtest.Reactive)} |"));

    private static void WriteStanding(IReadOnlyList<BacktestRun> runs, TextWriter output)
    {
        output.WriteLine("| set | events | mean need | paid, standing 1 / 0 | shadow hours | overlap hours | violation minutes, standing 1 / 0 | missing hours, standing 1 / 0 |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (IGrouping<(string Set, ReplayEventVariant Variant), BacktestRun> group in runs.GroupBy(r => (r.Set, r.Variant)))
        {
            PolicyRun[] with = [.. group.Select(r => r.Ours)];
            PolicyRun[] without = [.. group.Select(r => r.Find(Backtest.WithoutStanding))];
            output.WriteLine(Text(
                $"| {group.Key.Set} | {group.Key.Variant} | {group.Average(r => r.MeanNeed):0.0} | {with.Sum(Paid):0} / {without.Sum(Paid):0} | {with.Sum(p => p.Score.PaidHours.Shadow):0} | {with.Sum(p => p.Score.PaidHours.Overlap):0} | {with.Sum(p => p.Score.ViolationMinutes):0} / {without.Sum(p => p.Score.ViolationMinutes):0} | {with.Sum(p => p.Score.ShortfallHours):0.0} / {without.Sum(p => p.Score.ShortfallHours):0.0} |"));
        }

        output.WriteLine();
    }

    private static void WriteTraces(IReadOnlyList<BacktestRun> runs, TextWriter output)
    {
        output.WriteLine("| set | trace | events | mean need | releases, minutes | violation minutes, ours / theirs / standing 0 | shortfall %, ours / theirs / standing 0 | paid hours, ours / at 5 % without a shadow / standing 0 |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (BacktestRun run in runs)
        {
            ReplayScore ours = run.Ours.Score;
            ReplayScore lean = run.Find(Backtest.WithoutStanding).Score;
            string releases = string.Join(", ", run.Ours.Releases.Select(r => Text($"{r.Minutes:0}{(r.IsAsItShouldBe ? "" : $" {r.Outcome}")}")));
            output.WriteLine(Text(
                $"| {run.Set} | {run.Trace} | {run.Variant} | {run.MeanNeed:0.0} | {releases} | {ours.ViolationMinutes:0} / {run.AtEqualCost(Backtest.NoShadow, Minutes):0} / {lean.ViolationMinutes:0} | {ours.ShortfallPercent:0.00} / {run.AtEqualCost(Backtest.NoShadow, NeedShare):0.00} / {lean.ShortfallPercent:0.00} | {ours.PaidHours.Total:0} / {Paid(run.Find(Backtest.NoShadow + "5")):0} / {lean.PaidHours.Total:0} |"));
        }
    }

    private static string Wins(BacktestRun[] runs, string prefix)
    {
        int wins = runs.Count(r => r.Ours.Score.ShortfallHours < r.AtEqualCost(prefix, Missing));
        return Text($"{wins} ({100.0 * wins / runs.Length:0} %)");
    }

    /// <summary>What is missing without a shadow at our cost, when one mixture of settings has to serve for all traces, as ours does.</summary>
    private static double OneSetting(BacktestRun[] runs)
    {
        EqualCost hull = EqualCost.Of(runs[0].Policies
            .Where(p => p.Name.StartsWith(Backtest.NoShadow, StringComparison.Ordinal))
            .Select(p => new CostPoint(runs.Sum(r => Paid(r.Find(p.Name))), runs.Sum(r => r.Find(p.Name).Score.ShortfallHours))));
        return hull.LossAt(runs.Sum(r => Paid(r.Ours))) ?? hull.Hull[0].Loss;
    }

    private static double Minutes(ReplayScore score) => score.ViolationMinutes;

    private static double Missing(ReplayScore score) => score.ShortfallHours;

    private static double NeedShare(ReplayScore score) => score.ShortfallPercent;

    private static double Paid(PolicyRun policy) => policy.Score.PaidHours.Total;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
