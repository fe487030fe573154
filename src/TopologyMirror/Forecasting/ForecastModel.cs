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

    /// <summary>
    /// Singular spectrum analysis: waves, trends and decays that stand out of the noise of the lag covariance, continued by their recurrence
    /// (Golyandina, Nekrutkin and Zhigljavsky, "Analysis of Time Series Structure", 2001). Ready after two seasons, or 48 samples without one.
    /// Not in <see cref="EnsembleForecaster.Default"/>.
    /// </summary>
    SingularSpectrum,

    /// <summary>
    /// Level, damped trend and additive season, each smoothed exponentially, with the constants chosen by the errors of each lead (Holt,
    /// 1957; Winters, Management Science 1960; Gardner and McKenzie, Management Science 1985). Ready after one season, at once
    /// without one.
    /// </summary>
    DampedHoltWinters,

    /// <summary>
    /// Harmonics of day and week by regression, with errors that die away as in an autoregression of first order (Young, Pedregal and
    /// Tych, Journal of Forecasting 1999). Needs a season.
    /// </summary>
    FourierRegression,
}
