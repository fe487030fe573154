namespace TopologyMirror.Backtests.Accuracy;

/// <summary>A line of <c>origins.csv</c>.</summary>
/// <param name="Line">Its number, counted from 1.</param>
/// <param name="Set">The set.</param>
/// <param name="Series">The series.</param>
/// <param name="Origin">From where to forecast.</param>
internal sealed record OriginRow(int Line, string Set, string Series, BacktestOrigin Origin);
