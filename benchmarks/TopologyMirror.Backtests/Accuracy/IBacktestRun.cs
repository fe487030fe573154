namespace TopologyMirror.Backtests.Accuracy;

/// <summary>One model on one series.</summary>
internal interface IBacktestRun
{
    void Observe(double value);

    /// <summary>Quantiles at <see cref="BacktestLevels.All"/>, a row per step; null when the model has no forecast.</summary>
    double[]? Forecast(int horizon);
}
