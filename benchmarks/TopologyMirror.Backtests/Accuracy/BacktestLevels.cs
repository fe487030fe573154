namespace TopologyMirror.Backtests.Accuracy;

/// <summary>The quantile levels that a backtest asks a model for.</summary>
internal static class BacktestLevels
{
    public const int Median = 3;
    public const int IntervalLow = 0;
    public const int IntervalHigh = 7;

    public static readonly double[] All = [.025, .1, .25, .5, .75, .9, .95, .975, .99];

    /// <summary>Indices of the levels that the weighted quantile loss is averaged over.</summary>
    public static readonly int[] Scored = [1, 2, 3, 4, 5, 6, 8];

    /// <summary>Indices of the levels whose coverage is reported: .5 .75 .9 .95 .99.</summary>
    public static readonly int[] Covered = [3, 4, 5, 6, 8];
}
