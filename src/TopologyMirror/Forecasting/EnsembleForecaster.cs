namespace TopologyMirror.Forecasting;

/// <summary>
/// The forecast engine: several models on the square root of the load; per lead the middle of what they say, weighed by what each has
/// lost, with a distribution of the errors that this middle has had, calibrated as they come in. Ready after <see cref="FewestSamples"/> usable samples; until a model is ready, smoothing stands in for it.
/// </summary>
/// <remarks>
/// <para>Immutable and safe to share; its sessions are not, and are <see cref="IJointForecastSession"/>. Quantiles are at
/// <see cref="QuantileLevels.Standard"/>.</para>
/// <para>Three missing steps at the end are bridged, or twelve while tagged samples come. Of one series the last 4,096 steps
/// are kept, and what was learnt of models and errors. With all models, steps of five minutes and a
/// <see cref="ForecastSeries.LongestHorizon"/> of 24 that is some 145 kB in memory and 105 kB saved; of 288, 175 kB and 118 kB. A week counts as a season where two of them fit.</para>
/// <para>Sources: per model at <see cref="ForecastModel"/>; weights: Cesa-Bianchi and Lugosi, "Prediction, Learning, and Games", 2006;
/// calibration: Gibbs and Candès, "Adaptive conformal inference under distribution shift", NeurIPS 2021.</para>
/// </remarks>
public sealed class EnsembleForecaster : IForecaster
{
    /// <summary>Usable samples before the first forecast: 12.</summary>
    public const int FewestSamples = 12;

    private static readonly ForecastModel[] Every =
    [
        ForecastModel.RidgeAutoregression,
        ForecastModel.DirectRidge,
        ForecastModel.ProfileSmoothing,
        ForecastModel.DampedHoltWinters,
        ForecastModel.FourierRegression,
        ForecastModel.LevelSmoothing,
        ForecastModel.SeasonalRepeat,
    ];

    private readonly ForecastModel[] _models;

    /// <summary>Creates an engine.</summary>
    /// <param name="name">Its name in telemetry and messages.</param>
    /// <param name="models">The models, at least one; one that is given twice counts once.</param>
    public EnsembleForecaster(string name, params IReadOnlyList<ForecastModel> models)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentOutOfRangeException.ThrowIfZero(models.Count, nameof(models));
        Name = name;
        _models = [.. models.Distinct()];
    }

    /// <summary>The engine with the models that earn their place in it; the others are for who asks for them.</summary>
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
