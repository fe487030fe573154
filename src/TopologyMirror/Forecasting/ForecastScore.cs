namespace TopologyMirror.Forecasting;

/// <summary>How good forecasts were, over all that was scored.</summary>
/// <param name="Mase">
/// Mean absolute error of the medians ÷ mean absolute seasonal difference (Hyndman and Koehler, International Journal of Forecasting
/// 2006); null when nothing was scored or there is no such difference.
/// </param>
/// <param name="Wql">
/// 2 · Σ pinball loss ÷ Σ |actual|, averaged over <see cref="ForecastScorer.ScoredLevels"/>; null when nothing was scored or every actual
/// was 0.
/// </param>
/// <param name="Coverage">Per lead and level, in this order; leads of which nothing was scored are absent.</param>
public sealed record ForecastScore(double? Mase, double? Wql, IReadOnlyList<CoverageScore> Coverage);
