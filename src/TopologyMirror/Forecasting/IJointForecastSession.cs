namespace TopologyMirror.Forecasting;

/// <summary>A session that also says how the steps of a forecast hang together.</summary>
/// <remarks>Not thread-safe.</remarks>
public interface IJointForecastSession : IForecastSession
{
    /// <summary>
    /// Equally likely courses of load from the end of the last observed step, so that, for example, the maximum over the next hour has a
    /// distribution. Per step they are distributed as the forecast says. Changes nothing.
    /// </summary>
    /// <param name="forecast">What <see cref="IForecastSession.Forecast"/> gave, with nothing observed since.</param>
    /// <param name="steps">How far ahead; 1 to the steps of the forecast.</param>
    /// <param name="paths">How many courses, from 1.</param>
    /// <param name="seed">The same seed gives the same courses.</param>
    LoadPaths ForecastPaths(LoadForecast forecast, int steps, int paths, int seed);
}
