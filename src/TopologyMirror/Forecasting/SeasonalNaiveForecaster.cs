namespace TopologyMirror.Forecasting;

/// <summary>
/// Seasonal naive: the value one season before, or further back where that one is missing or tagged; by default corrected by how much
/// the last samples differed from theirs one season before. Quantiles are empirical, per lead, from about the last week, on the
/// square root of the load, relative to how large errors were at the time. Ready one season and a twenty-fourth of it (at least 12 steps) after the start.
/// </summary>
/// <remarks>
/// <para>Immutable and safe to share; its sessions are not. Quantiles are at <see cref="QuantileLevels.Standard"/>.</para>
/// <para>Three missing steps at the end are bridged, or a season while tagged samples come. A censored sample replaces the value one
/// season before only when it is higher. Memory: one value per step of a season, and at most about 300 kB.</para>
/// <para>Source: Hyndman and Athanasopoulos, "Forecasting: Principles and Practice", 3rd edition, section 5.2. The correction is simple
/// exponential smoothing of the seasonal differences, shrunk per lead by the weight (0 is the plain method) that has had the least
/// discounted absolute error.</para>
/// </remarks>
public sealed class SeasonalNaiveForecaster : IForecaster
{
    /// <summary>Length of one season. Default: one day. Rounded to whole steps of the series' grid, at least one.</summary>
    public TimeSpan Season
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromDays(1);

    /// <summary>Whether the recent difference from one season before is carried on. Default: true.</summary>
    public bool CorrectsLevel { get; init; } = true;

    /// <inheritdoc/>
    public string Name => "seasonal-naive";

    /// <inheritdoc/>
    public IForecastSession Start(ForecastSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new SeasonalNaiveSession(this, series);
    }

    /// <inheritdoc/>
    public IForecastSession? TryRestore(ForecastSeries series, ReadOnlySpan<byte> state)
    {
        ArgumentNullException.ThrowIfNull(series);
        return SeasonalNaiveSession.TryRestore(this, series, state);
    }
}
