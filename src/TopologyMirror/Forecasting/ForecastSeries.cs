namespace TopologyMirror.Forecasting;

/// <summary>What a forecaster is told of a series before its first sample.</summary>
/// <param name="Name">Name for messages; no forecaster may draw conclusions from it.</param>
/// <param name="Step">Step of the grid; positive.</param>
/// <param name="Start">Start of the first step.</param>
public sealed record ForecastSeries(string Name, TimeSpan Step, DateTimeOffset Start);
