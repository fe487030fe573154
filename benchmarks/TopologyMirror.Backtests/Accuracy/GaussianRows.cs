namespace TopologyMirror.Backtests.Accuracy;

/// <summary>Quantiles of normal distributions at <see cref="BacktestLevels.All"/>.</summary>
internal static class GaussianRows
{
    // Of the standard normal distribution, to the last digit of a double (NIST/SEMATECH e-Handbook, table 1.3.6.7.1, extended).
    private static readonly double[] Standard =
    [
        -1.959963984540054, -1.2815515655446004, -0.6744897501960817, 0, 0.6744897501960817, 1.2815515655446004,
        1.6448536269514722, 1.959963984540054, 2.3263478740408408,
    ];

    /// <summary>Fills a row; below 0 becomes 0.</summary>
    public static void Fill(Span<double> row, double mean, double deviation)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = Math.Max(mean + (deviation * Standard[i]), 0);
        }
    }
}
