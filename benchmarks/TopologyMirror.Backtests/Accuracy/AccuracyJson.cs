namespace TopologyMirror.Backtests.Accuracy;

/// <summary>The JSON form of a run.</summary>
internal sealed record AccuracyJson(IReadOnlyList<AccuracyRow> Rows);

