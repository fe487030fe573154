namespace TopologyMirror.ForecastTuning.Commands;

/// <summary>What the user chose. Immutable.</summary>
internal sealed record TuningSettings
{
    /// <summary>The trace file; null for the generated load.</summary>
    public string? Csv { get; init; }

    /// <summary>What a tick may take.</summary>
    public required TimeSpan Budget { get; init; }

    /// <summary>Steps to forecast.</summary>
    public required int Horizon { get; init; }

    /// <summary>Forecasts to score per model set.</summary>
    public required int Origins { get; init; }

    /// <summary>Name of the cluster that the pick is pinned for.</summary>
    public required string Cluster { get; init; }

    /// <summary>Whether the table has every model set.</summary>
    public bool All { get; init; }

    /// <summary>File to write the report to; null for none.</summary>
    public string? Html { get; init; }

    /// <summary>File to write the configuration to; null for none.</summary>
    public string? Configuration { get; init; }
}
