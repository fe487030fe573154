using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>Writes what a sweep came to as Markdown.</summary>
internal static class SweepTables
{
    /// <summary>One run on one line.</summary>
    /// <param name="run">The run.</param>
    public static string Progress(BacktestRun run)
    {
        string head = TableText.Of($"{run.Set} {run.Trace} {VariantNames.Of(run.Variant)} {run.Seed}: ");
        if (run.Ours is not { } ours)
        {
            return TableText.Of($"{head}{run.Policies.Count} policies");
        }

        ReplayScore s = ours.Score;
        string releases = string.Join(", ", ours.Releases.Select(r => TableText.Of($"{r.Outcome} {r.Minutes:0}")));
        string reactive = TableText.Of(run.AtEqualCost(Baseline.Reactive, x => x.ViolationMinutes), "0");
        return TableText.Of(
            $"{head}{s.ViolationMinutes:0} min, {s.ShortfallPercent:0.00} %, {s.PaidHours.Total:0} h; reactive at equal cost {reactive} min; [{releases}]; {run.InvariantViolations} invariant violations");
    }

    /// <summary>All tables.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="output">Takes them.</param>
    public static void Write(IReadOnlyList<BacktestRun> runs, TextWriter output)
    {
        HullTable.Write(runs, output);
        PolicyTable.Write(runs, output);
        ReleaseTable.Write(runs, output);
        ShadowTables.Write(runs, output);
    }
}
