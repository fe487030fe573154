namespace TopologyMirror.Forecasting;

/// <summary>The models that <see cref="EnsembleForecaster"/> combines. All work on the square root of the load.</summary>
public enum ForecastModel
{
    /// <summary>
    /// Ridge autoregression on the last 24 values and on three around each season before, iterated over the horizon (Box and Jenkins,
    /// "Time Series Analysis", 1970; Hoerl and Kennard, Technometrics 1970).
    /// </summary>
    RidgeAutoregression,

    /// <summary>
    /// A ridge regression of its own per lead, on recent values, smoothed levels and what was seen one season before the time in question
    /// (direct forecasts: Marcellino, Stock and Watson, Journal of Econometrics 2006).
    /// </summary>
    DirectRidge,

    /// <summary>Seasonal adjustment, simple exponential smoothing, and the season added back. Needs a season.</summary>
    ProfileSmoothing,

    /// <summary>Simple exponential smoothing from the last value to a slow mean (Brown, 1959). Ready at once.</summary>
    LevelSmoothing,

    /// <summary>The value one season before, corrected by the latest seasonal differences. Needs a season.</summary>
    SeasonalRepeat,
}
