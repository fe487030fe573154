using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>What the traces of a set come to beside a baseline at equal cost. Immutable.</summary>
/// <param name="Traces">The traces; nothing is left out.</param>
internal sealed record HullFigures(IReadOnlyList<HullTrace> Traces)
{
    private const double QuietMinutes = 10;

    /// <summary>Minutes of all traces, ours.</summary>
    public double Ours => Traces.Sum(t => t.Ours);

    /// <summary>Minutes of all traces, theirs.</summary>
    public double Theirs => Traces.Sum(t => t.Theirs);

    /// <summary>Sum ÷ sum.</summary>
    public double Pooled => Ours.Equals(Theirs) ? 1 : Ours / Theirs;

    /// <summary>95 % interval of <see cref="Pooled"/> over resampled traces; null for one trace.</summary>
    public (double Low, double High)? Interval => Bootstrap.OfRatio([.. Traces.Select(t => (t.Ours, t.Theirs))]);

    /// <summary>Median of the ratios of traces that are not quiet; null without any.</summary>
    public double? Median
    {
        get
        {
            double[] sorted = [.. Traces.Where(t => !t.IsQuiet).Select(t => t.Ratio).Order()];
            return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>The trace with the largest ratio among those that are not quiet; null without any.</summary>
    public HullTrace? Worst => Traces.Where(t => !t.IsQuiet).Select(t => (HullTrace?)t).MaxBy(t => t!.Value.Ratio);

    /// <summary>The trace with the largest difference among the quiet ones; null without any.</summary>
    public HullTrace? WorstQuiet => Traces.Where(t => t.IsQuiet).Select(t => (HullTrace?)t).MaxBy(t => t!.Value.Difference);

    /// <summary>Traces with fewer minutes than the baseline.</summary>
    public int Better => Traces.Count(t => t.Difference < 0);

    /// <summary>Traces with as many.</summary>
    public int Alike => Traces.Count(t => t.Difference == 0);

    /// <summary>Traces that are worse than is let pass.</summary>
    public int Worse => Traces.Count(t => t.IsWorse);

    /// <summary>Compares runs; those of one trace with several seeds are one trace.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="baseline">The baseline.</param>
    /// <returns>The figures; null where ours or the baseline was not run.</returns>
    public static HullFigures? Of(IEnumerable<BacktestRun> runs, Baseline baseline)
    {
        HullTrace[] traces = [.. runs.Where(r => r.AtEqualCost(baseline, s => s.ViolationMinutes) is not null)
            .GroupBy(r => $"{r.Set} {r.Trace}").Select(group => OfTrace(group.Key, [.. group], baseline))];
        return traces.Length == 0 ? null : new HullFigures(traces);
    }

    private static HullTrace OfTrace(string name, BacktestRun[] runs, Baseline baseline)
    {
        ReplayScore[] reference = [.. runs.Select(r => r.Find(PolicyCatalog.Reference)?.Score).OfType<ReplayScore>()];
        return new HullTrace(
            name,
            runs.Sum(r => r.Ours!.Score.ViolationMinutes),
            runs.Sum(r => r.AtEqualCost(baseline, s => s.ViolationMinutes)!.Value),
            runs.Sum(r => r.Ours!.Score.Minutes) / TimeSpan.FromDays(1).TotalMinutes,
            reference.Length > 0 && reference.Average(s => s.ViolationMinutes) < QuietMinutes);
    }
}
