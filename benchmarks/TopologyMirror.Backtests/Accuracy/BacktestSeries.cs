namespace TopologyMirror.Backtests.Accuracy;

/// <summary>One series with the origins that forecasts are asked from.</summary>
/// <param name="Set">Folder it lies in.</param>
/// <param name="Name">Its file's name without ending.</param>
/// <param name="Start">Start of its first step.</param>
/// <param name="Step">Step of its grid.</param>
/// <param name="Values">All its values.</param>
/// <param name="Origins">From where to forecast.</param>
internal sealed record BacktestSeries(string Set, string Name, DateTimeOffset Start, TimeSpan Step, double[] Values, IReadOnlyList<BacktestOrigin> Origins);
