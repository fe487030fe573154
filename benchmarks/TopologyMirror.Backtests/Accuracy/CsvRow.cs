namespace TopologyMirror.Backtests.Accuracy;

/// <summary>A line of a CSV file.</summary>
/// <param name="Line">Its number, counted from 1.</param>
/// <param name="Cells">Its cells.</param>
internal readonly record struct CsvRow(int Line, string[] Cells);
