using TopologyMirror.Forecasting;

namespace TopologyMirror.Tuning;

/// <summary>What <see cref="ForecastTuner"/> measured and picked. Immutable and thread-safe.</summary>
public sealed class ForecastTuningResult
{
    /// <summary>What the history is of.</summary>
    public required string Name { get; init; }

    /// <summary>Step of its grid.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>How many steps were forecast.</summary>
    public required int HorizonSteps { get; init; }

    /// <summary>What a tick may take.</summary>
    public required TimeSpan Budget { get; init; }

    /// <summary>Forecasts per model set that were scored.</summary>
    public required int Origins { get; init; }

    /// <summary>Origins that were left out, for all sets alike, because a set had no forecast there or nothing could be scored.</summary>
    public required int SkippedOrigins { get; init; }

    /// <summary>Steps that were scored, over all origins.</summary>
    public required int ScoredSteps { get; init; }

    /// <summary>Steps of the season of <see cref="Reference"/>; 1 where no whole season lay before the scored part.</summary>
    public required int SeasonSteps { get; init; }

    /// <summary>The seasonal naive forecast that accuracy is relative to.</summary>
    public required ForecastAccuracy Reference { get; init; }

    /// <summary>The model sets, cheapest first.</summary>
    public required IReadOnlyList<ForecastTuningRow> Rows { get; init; }

    /// <summary>The one of <see cref="Rows"/> that was picked.</summary>
    public required ForecastTuningRow Pick { get; init; }

    /// <summary>Why it was picked.</summary>
    public required string Reason { get; init; }

    /// <summary>The forecaster of the pick.</summary>
    public EnsembleForecaster ToForecaster() => Pick.Models.ToForecaster();

    /// <summary>The JSON that pins the pick for a cluster, as a file of configuration of its own.</summary>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="section">Name of the section that the host gives to <c>AddTopologyMirror</c>.</param>
    public string ToConfiguration(string cluster, string section = "TopologyMirror")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(cluster);
        ArgumentException.ThrowIfNullOrWhiteSpace(section);
        return PinnedModels.Write(section, cluster, Pick.Models);
    }

    /// <summary>The table of cost and accuracy for people: lines of at most some 130 columns.</summary>
    /// <param name="everySet">Whether every set has its line; else what is on the Pareto front, every single model, the default pool and the pick.</param>
    public string ToTable(bool everySet = false) => TuningTable.Write(this, everySet);
}
