namespace TopologyMirror.Forecasting;

/// <summary>Constants of damped Holt-Winters smoothing: shares of one step's error.</summary>
/// <param name="Level">Share that the level takes.</param>
/// <param name="Trend">Share that the trend takes.</param>
/// <param name="Season">Share that the season takes.</param>
/// <param name="Damping">Share of the trend that goes on to the next step.</param>
internal readonly record struct DampedParameters(double Level, double Trend, double Season, double Damping);
