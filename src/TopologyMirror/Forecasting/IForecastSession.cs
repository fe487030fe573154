using TopologyMirror.Metrics;

namespace TopologyMirror.Forecasting;

/// <summary>
/// What a forecaster has learnt of one series: a deterministic fold of its samples. The same samples in the same order give the same
/// forecasts bit for bit.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public interface IForecastSession
{
    /// <summary>Steps observed so far, gaps included.</summary>
    int Count { get; }

    /// <summary>Learns the next step of the grid.</summary>
    /// <param name="value">The value; <see cref="double.NaN"/> for a gap.</param>
    /// <param name="tags">Why the value must not be learnt as it stands, if anything speaks against it.</param>
    void Observe(double value, SampleTags tags = SampleTags.None);

    /// <summary>Forecasts from the end of the last observed step. Changes nothing.</summary>
    /// <param name="request">How far ahead.</param>
    /// <returns>The distribution per step, or the reason why there is none yet.</returns>
    ForecastResult Forecast(ForecastRequest request);

    /// <summary>The session as bytes, for <see cref="IForecaster.TryRestore"/>.</summary>
    byte[] Save();
}
