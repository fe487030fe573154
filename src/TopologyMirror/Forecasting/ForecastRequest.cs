namespace TopologyMirror.Forecasting;

/// <summary>How far ahead a forecast is wanted.</summary>
/// <param name="Steps">Number of steps of the grid, from 1.</param>
public readonly record struct ForecastRequest(int Steps);
