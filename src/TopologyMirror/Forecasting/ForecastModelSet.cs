using System.Diagnostics.CodeAnalysis;

namespace TopologyMirror.Forecasting;

/// <summary>Models that <see cref="EnsembleForecaster"/> combines, in no order and none twice. Immutable; two are equal when their models are.</summary>
public sealed class ForecastModelSet : IEquatable<ForecastModelSet>
{
    private readonly ForecastModel[] _models;

    /// <summary>Creates a set.</summary>
    /// <param name="models">The models, at least one; one that is given twice counts once.</param>
    public ForecastModelSet(params IEnumerable<ForecastModel> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        _models = [.. models.Distinct().Order()];
        ArgumentOutOfRangeException.ThrowIfZero(_models.Length, nameof(models));
        Name = string.Join('+', _models);
    }

    /// <summary>The models of <see cref="EnsembleForecaster.Default"/>.</summary>
    public static ForecastModelSet DefaultPool { get; } = new(EnsembleForecaster.Default.Models);

    /// <summary>The models, in the order of <see cref="ForecastModel"/>.</summary>
    public IReadOnlyList<ForecastModel> Models => _models;

    /// <summary>Names of the models with a plus sign between them, for example <c>DirectRidge+LevelSmoothing</c>.</summary>
    public string Name { get; }

    /// <summary>Reads names of models, in any case.</summary>
    /// <param name="names">The names.</param>
    /// <param name="models">The set.</param>
    /// <returns>False when there is no name, or one is of no model.</returns>
    public static bool TryParse(IEnumerable<string> names, [NotNullWhen(true)] out ForecastModelSet? models)
    {
        ArgumentNullException.ThrowIfNull(names);
        int[] indices = [.. names.Select(name => Array.FindIndex(Enum.GetNames<ForecastModel>(), known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase)))];
        models = indices.Length == 0 || indices.Contains(-1) ? null : new ForecastModelSet(indices.Select(i => Enum.GetValues<ForecastModel>()[i]));
        return models is not null;
    }

    /// <summary>What forecasts with these models: <see cref="EnsembleForecaster.Default"/> where they are its own, else one that bears their <see cref="Name"/>.</summary>
    public EnsembleForecaster ToForecaster() => Equals(DefaultPool) ? EnsembleForecaster.Default : new EnsembleForecaster(Name, _models);

    /// <inheritdoc/>
    public bool Equals(ForecastModelSet? other) => other is not null && _models.AsSpan().SequenceEqual(other._models);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ForecastModelSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _models.Aggregate(17, (hash, model) => unchecked((hash * 31) + (int)model));

    /// <summary><see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
