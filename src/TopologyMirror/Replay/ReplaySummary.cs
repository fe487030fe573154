namespace TopologyMirror.Replay;

/// <summary>What several runs come to together. Immutable.</summary>
/// <param name="Runs">How many there are.</param>
/// <param name="Violations">Violation minutes in percent of all minutes.</param>
/// <param name="Shortfall">Instance-hours missing in percent of those needed.</param>
/// <param name="Over">Instance-hours paid above those needed, in percent of those needed.</param>
public sealed record ReplaySummary(int Runs, ReplayFigure Violations, ReplayFigure Shortfall, ReplayFigure Over)
{
    /// <summary>Sums runs up; nothing is left out.</summary>
    /// <param name="scores">At least one score.</param>
    public static ReplaySummary Of(IReadOnlyList<ReplayScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentOutOfRangeException.ThrowIfZero(scores.Count, nameof(scores));
        double need = scores.Sum(s => s.NeedHours);
        return new ReplaySummary(
            scores.Count,
            Figure(scores.Select(s => s.ViolationPercent), 100 * scores.Sum(s => s.ViolationMinutes) / scores.Sum(s => s.Minutes)),
            Figure(scores.Select(s => s.ShortfallPercent), 100 * scores.Sum(s => s.ShortfallHours) / need),
            Figure(scores.Select(s => s.OverPercent), 100 * ((scores.Sum(s => s.PaidHours.Total) / need) - 1)));
    }

    private static ReplayFigure Figure(IEnumerable<double> percentages, double pooled)
    {
        double[] sorted = [.. percentages.Order()];
        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return new ReplayFigure(median, pooled, sorted[^1]);
    }
}
