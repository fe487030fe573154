namespace TopologyMirror.Forecasting;

/// <summary>
/// Near persistence: simple exponential smoothing on the square root of the load. Per lead it follows the smoothing constant, from
/// 0.01 up to 1 (the last value), that has had the least discounted absolute error; quantiles are empirical, per lead, from about the
/// last week, relative to how large errors were at the time. Ready after <see cref="FewestSamples"/> usable samples.
/// </summary>
/// <remarks>
/// <para>Immutable and safe to share; its sessions are not. Quantiles are at <see cref="QuantileLevels.Standard"/>.</para>
/// <para>Three missing steps at the end are bridged, or twelve while tagged samples come, as so much longer leads. A censored sample can
/// raise the level and not lower it. A series that never varied has quantiles without width.
/// Memory: at most about 300 kB.</para>
/// <para>Source: Brown, "Statistical Forecasting for Inventory Control", 1959; irregular samples as in Wright, Management Science 1986.</para>
/// </remarks>
public sealed class SmoothingForecaster : IForecaster
{
    /// <summary>Usable samples before the first forecast: 12.</summary>
    public const int FewestSamples = 12;

    /// <inheritdoc/>
    public string Name => "smoothing";

    /// <inheritdoc/>
    public IForecastSession Start(ForecastSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new SmoothingSession(Name, series);
    }

    /// <inheritdoc/>
    public IForecastSession? TryRestore(ForecastSeries series, ReadOnlySpan<byte> state)
    {
        ArgumentNullException.ThrowIfNull(series);
        return SmoothingSession.TryRestore(Name, series, state);
    }
}
