namespace TopologyMirror.Forecasting;

/// <summary>Turns a load history into distributions of future load. Hosts replace or decorate it.</summary>
/// <remarks>A forecaster is immutable and safe to share; its sessions are not.</remarks>
public interface IForecaster
{
    /// <summary>Its name in telemetry and messages, for example <c>seasonal-naive</c>.</summary>
    string Name { get; }

    /// <summary>Begins to learn a series from its first sample.</summary>
    /// <param name="series">What the series is.</param>
    /// <returns>A session that has seen nothing yet.</returns>
    IForecastSession Start(ForecastSeries series);

    /// <summary>Begins where a saved session stood. The saved state is a cache: on any mismatch it is dropped, never guessed at.</summary>
    /// <param name="series">What the series is.</param>
    /// <param name="state">What <see cref="IForecastSession.Save"/> gave.</param>
    /// <returns>The session, or null when the state is not of this forecaster, version or series.</returns>
    IForecastSession? TryRestore(ForecastSeries series, ReadOnlySpan<byte> state);
}
