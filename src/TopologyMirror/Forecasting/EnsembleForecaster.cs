namespace TopologyMirror.Forecasting;

/// <summary>The forecast engine: several models, combined quantile by quantile by what each has lost, and calibrated.</summary>
/// <remarks>Immutable and safe to share; its sessions are not.</remarks>
public sealed class EnsembleForecaster : IForecaster
{
    /// <summary>Usable samples before the first forecast: 12.</summary>
    public const int FewestSamples = 12;

    private static readonly ForecastModel[] Every = Enum.GetValues<ForecastModel>();

    private readonly ForecastModel[] _models;

    /// <summary>Creates an engine.</summary>
    /// <param name="name">Its name in telemetry and messages.</param>
    /// <param name="models">The models, at least one; none twice.</param>
    public EnsembleForecaster(string name, params IReadOnlyList<ForecastModel> models)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentOutOfRangeException.ThrowIfZero(models.Count, nameof(models));
        Name = name;
        _models = [.. models.Distinct()];
    }

    /// <summary>All models.</summary>
    public static EnsembleForecaster Default { get; } = new("ensemble", Every);

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The models.</summary>
    public IReadOnlyList<ForecastModel> Models => _models;

    /// <inheritdoc/>
    public IForecastSession Start(ForecastSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new EnsembleSession(this, series);
    }

    /// <inheritdoc/>
    public IForecastSession? TryRestore(ForecastSeries series, ReadOnlySpan<byte> state)
    {
        ArgumentNullException.ThrowIfNull(series);
        return EnsembleSession.TryRestore(this, series, state);
    }
}
