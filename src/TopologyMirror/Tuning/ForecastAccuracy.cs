namespace TopologyMirror.Tuning;

/// <summary>How good the forecasts of the rolling origins were. Every number is finite.</summary>
/// <param name="Loss">
/// Mean pinball loss over the levels .1 .25 .5 .75 .9 .95 .99, in the unit of the load: what decides which model set is more accurate.
/// </param>
/// <param name="Wql">2 · Σ pinball loss ÷ Σ |actual|, averaged over the levels; null when every actual was 0.</param>
/// <param name="RelativeWql">
/// The loss ÷ that of the seasonal naive forecast at the same origins; null when that one lost nothing and this one did.
/// </param>
/// <param name="Mase">
/// Mean absolute error of the medians ÷ mean absolute seasonal difference before each origin, mean over origins (Hyndman and Koehler,
/// International Journal of Forecasting 2006); null when there was no such difference.
/// </param>
/// <param name="Coverage90">Share of actuals at or below the 90 % quantile, ties counted half.</param>
/// <param name="Coverage99">Share of actuals at or below the 99 % quantile, ties counted half.</param>
public sealed record ForecastAccuracy(double Loss, double? Wql, double? RelativeWql, double? Mase, double Coverage90, double Coverage99);
