namespace TopologyMirror.Backtests.Accuracy;

/// <summary>
/// Naive2 of the M4 competition: the last value, after a classical multiplicative seasonal adjustment where a test finds a season
/// (Makridakis, Spiliotis and Assimakopoulos, International Journal of Forecasting 2020, appendix), with normal quantiles.
/// </summary>
internal sealed class Naive2Reference : IBacktestModel
{
    public const string ModelName = "naive2";

    private const double Critical = 1.645;

    public string Name => ModelName;

    public IBacktestRun Start(BacktestSeries series, int at, int[] seasons) => new Run(seasons[0]);

    private static bool IsSeasonal(double[] y, int season)
    {
        int longest = (int)(10 * Math.Log10(y.Length));
        if (y.Length < 3 * season || season > longest)
        {
            return false;
        }

        double mean = y.Average();
        double Covariance(int lag) => Enumerable.Range(0, y.Length - lag).Sum(i => (y[i] - mean) * (y[i + lag] - mean));
        double variance = Covariance(0);
        double[] correlations = [.. Enumerable.Range(1, season).Select(lag => Covariance(lag) / variance)];
        double limit = Critical / Math.Sqrt(y.Length) * Math.Sqrt(1 + (2 * correlations.SkipLast(1).Sum(r => r * r)));
        return Math.Abs(correlations[^1]) > limit;
    }

    /// <summary>Factors of a classical multiplicative decomposition, per phase counted from the first value; their mean is 1.</summary>
    private static double[] Factors(double[] y, int season)
    {
        int half = season / 2;
        double[] sums = new double[season];
        int[] counts = new int[season];
        for (int i = half; i < y.Length - half; i++)
        {
            double total = 0;
            for (int j = -half; j <= half; j++)
            {
                total += y[i + j] * (season % 2 == 0 && Math.Abs(j) == half ? 0.5 : 1);
            }

            sums[i % season] += y[i] / (total / season);
            counts[i % season]++;
        }

        double[] factors = [.. sums.Select((sum, i) => sum / counts[i])];
        double mean = factors.Average();
        return [.. factors.Select(factor => factor / mean)];
    }

    private sealed class Run(int season) : IBacktestRun
    {
        private readonly List<double> _values = [];

        public void Observe(double value) => _values.Add(value);

        public double[]? Forecast(int horizon)
        {
            double[] y = [.. _values];
            if (y.Length < 2)
            {
                return null;
            }

            double[] factors = IsSeasonal(y, season) ? Factors(y, season) : [1];
            double[] adjusted = [.. y.Select((value, i) => value / factors[i % factors.Length])];
            double deviation = Math.Sqrt(Enumerable.Range(1, y.Length - 1).Average(i => (adjusted[i] - adjusted[i - 1]) * (adjusted[i] - adjusted[i - 1])));
            int width = BacktestLevels.All.Length;
            double[] rows = new double[horizon * width];
            for (int i = 0; i < horizon; i++)
            {
                double factor = factors[(y.Length + i) % factors.Length];
                GaussianRows.Fill(rows.AsSpan(i * width, width), adjusted[^1] * factor, deviation * Math.Sqrt(i + 1) * factor);
            }

            return rows;
        }
    }
}
