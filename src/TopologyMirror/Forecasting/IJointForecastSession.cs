namespace TopologyMirror.Forecasting;

/// <summary>A session that also says how the steps of a forecast hang together.</summary>
/// <remarks>Not thread-safe.</remarks>
public interface IJointForecastSession : IForecastSession
{
    /// <summary>
    /// Equally likely courses of load from the end of the last observed step, so that, for example, the maximum over the next hour has a
    /// distribution. Per step they are distributed as <see cref="IForecastSession.Forecast"/> says. Changes nothing.
    /// </summary>
    /// <param name="request">How far ahead.</param>
    /// <param name="paths">How many courses, from 1.</param>
    /// <param name="seed">The same seed gives the same courses.</param>
    /// <returns>The courses; null when there is no forecast.</returns>
    LoadPaths? ForecastPaths(ForecastRequest request, int paths, int seed);
}
