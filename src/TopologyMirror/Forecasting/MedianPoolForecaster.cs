namespace TopologyMirror.Forecasting;

/// <summary>
/// Several forecasters as one: each quantile is the median of that quantile over the members that are ready (of two, their mean). It is
/// not ready only when no member is, and then says the reason of the member that expects to be ready first.
/// </summary>
/// <remarks>
/// <para>Immutable and safe to share as far as its members are; its sessions are not. Quantiles are at
/// <see cref="QuantileLevels.Standard"/>.</para>
/// <para>Source: Hora, Fransen, Hawkins and Susel, "Median aggregation of distribution functions", Decision Analysis 2013.</para>
/// </remarks>
public sealed class MedianPoolForecaster : IForecaster
{
    private readonly IForecaster[] _members;

    /// <summary>Creates a pool.</summary>
    /// <param name="name">Its name in telemetry and messages.</param>
    /// <param name="members">The forecasters, at least one.</param>
    public MedianPoolForecaster(string name, params IReadOnlyList<IForecaster> members)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(members);
        ArgumentOutOfRangeException.ThrowIfZero(members.Count, nameof(members));
        Name = name;
        _members = [.. members];
    }

    /// <summary>The pool to begin with: <see cref="SeasonalNaiveForecaster"/> and <see cref="SmoothingForecaster"/>, with their defaults.</summary>
    public static MedianPoolForecaster Default { get; } =
        new("median-pool", new SeasonalNaiveForecaster(), new SmoothingForecaster());

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The forecasters.</summary>
    public IReadOnlyList<IForecaster> Members => _members;

    /// <inheritdoc/>
    public IForecastSession Start(ForecastSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new MedianPoolSession(Name, series, [.. _members.Select(member => member.Start(series))]);
    }

    /// <inheritdoc/>
    public IForecastSession? TryRestore(ForecastSeries series, ReadOnlySpan<byte> state)
    {
        ArgumentNullException.ThrowIfNull(series);
        return MedianPoolSession.TryRestore(Name, series, _members, state);
    }
}
