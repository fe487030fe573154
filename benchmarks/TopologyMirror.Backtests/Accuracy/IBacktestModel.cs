namespace TopologyMirror.Backtests.Accuracy;

/// <summary>What is backtested.</summary>
internal interface IBacktestModel
{
    string Name { get; }

    /// <summary>Begins a series at one of its values; values are then given one by one.</summary>
    IBacktestRun Start(BacktestSeries series, int at, int[] seasons);
}
