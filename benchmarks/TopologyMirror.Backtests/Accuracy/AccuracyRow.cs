namespace TopologyMirror.Backtests.Accuracy;

/// <summary>One model on one set; what could not be computed is null.</summary>
internal sealed record AccuracyRow
{
    public required string Set { get; init; }

    public required string Model { get; init; }

    public required string Mode { get; init; }

    public int Series { get; init; }

    public int Jobs { get; init; }

    public double? Mase { get; init; }

    public double? Smape { get; init; }

    public double? Owa { get; init; }

    public double? Msis { get; init; }

    public double? Wql { get; init; }

    public double? RelWql { get; init; }

    public double? RelMase { get; init; }

    public double? Coverage50 { get; init; }

    public double? Coverage75 { get; init; }

    public double? Coverage90 { get; init; }

    public double? Coverage95 { get; init; }

    public double? Coverage99 { get; init; }

    public double? Interval95 { get; init; }

    public double? FitMs { get; init; }

    public double? UpdateUs { get; init; }

    public int Failures { get; init; }

    public string? WorstSeries { get; init; }

    public double? WorstRelWql { get; init; }

    public double? Above13 { get; init; }

    /// <summary>95 % interval of <see cref="RelWql"/> over resampled series.</summary>
    public double? RelWqlLow { get; init; }

    public double? RelWqlHigh { get; init; }

    /// <summary><see cref="RelWql"/> of the next step alone.</summary>
    public double? RelWql1 { get; init; }

    public double? RelWql2To6 { get; init; }

    public double? RelWql7To12 { get; init; }

    public double? RelWql13To24 { get; init; }
}
