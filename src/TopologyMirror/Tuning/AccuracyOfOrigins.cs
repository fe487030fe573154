namespace TopologyMirror.Tuning;

/// <summary>Puts the scores of origins together.</summary>
internal static class AccuracyOfOrigins
{
    // Less of the largest value than this is rounding: it must not decide between two sets that are both exact.
    private const double LeastLoss = 1e-9;

    /// <summary>The accuracy over some origins.</summary>
    /// <param name="series">The series.</param>
    /// <param name="scored">Origins with their scores; at least one of them has points.</param>
    /// <param name="referenceLoss">Mean pinball loss of what accuracy is relative to, in the series' unit; null for the reference itself.</param>
    public static ForecastAccuracy Sum(TunedSeries series, IReadOnlyList<(int Origin, OriginScore Score)> scored, double? referenceLoss)
    {
        double points = scored.Sum(s => s.Score.Points);
        double loss = MeanLoss(scored);
        double actual = scored.Sum(s => s.Score.Actual) / points;
        double[] scaled =
        [
            .. scored.Where(s => s.Score.Points > 0 && series.ScaleAt(s.Origin) > 0)
                .Select(s => s.Score.AbsoluteError / s.Score.Points / series.ScaleAt(s.Origin)),
        ];
        double reference = referenceLoss ?? loss;
        return new ForecastAccuracy(
            Math.Min(loss * series.Unit, double.MaxValue),
            actual > 0 ? Finite(2 * loss / actual) : null,
            reference > 0 ? Finite(loss / reference) : loss == 0 ? 1 : null,
            scaled.Length > 0 ? Finite(scaled.Average()) : null,
            scored.Sum(s => s.Score.Below90) / points,
            scored.Sum(s => s.Score.Below99) / points);
    }

    /// <summary>Mean pinball loss per step, in the series' unit.</summary>
    public static double MeanLoss(IReadOnlyList<(int Origin, OriginScore Score)> scored) =>
        scored.Sum(s => s.Score.Pinball) / scored.Sum(s => s.Score.Points) is >= LeastLoss and var loss ? loss : 0;

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
