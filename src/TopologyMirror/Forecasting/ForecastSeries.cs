namespace TopologyMirror.Forecasting;

/// <summary>What a forecaster is told of a series before its first sample.</summary>
/// <param name="Name">Name for messages; no forecaster may draw conclusions from it.</param>
/// <param name="Step">Step of the grid; positive.</param>
/// <param name="Start">Start of the first step.</param>
public sealed record ForecastSeries(string Name, TimeSpan Step, DateTimeOffset Start)
{
    /// <summary>
    /// Steps that forecasts will reach at most, at least 1. Default: 288. Errors are learnt up to there; of what lies beyond they are grown
    /// as those of a random walk grow.
    /// </summary>
    public int LongestHorizon { get; init; } = 288;
}
