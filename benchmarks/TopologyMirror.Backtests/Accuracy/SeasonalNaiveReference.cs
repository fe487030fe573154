namespace TopologyMirror.Backtests.Accuracy;

/// <summary>
/// Seasonal naive as R's <c>forecast::snaive</c> has it: the last season repeated, with normal quantiles around it (Hyndman and
/// Athanasopoulos, "Forecasting: Principles and Practice", 3rd edition, sections 5.2 and 5.5).
/// </summary>
internal sealed class SeasonalNaiveReference : IBacktestModel
{
    public const string ModelName = "snaive";

    public string Name => ModelName;

    public IBacktestRun Start(BacktestSeries series, int at, int[] seasons) => new Run(seasons[0]);

    private sealed class Run(int season) : IBacktestRun
    {
        private readonly List<double> _values = [];
        private double _squares;

        public void Observe(double value)
        {
            if (_values.Count >= season)
            {
                double difference = value - _values[^season];
                _squares += difference * difference;
            }

            _values.Add(value);
        }

        public double[]? Forecast(int horizon)
        {
            if (_values.Count <= season)
            {
                return null;
            }

            int width = BacktestLevels.All.Length;
            double[] rows = new double[horizon * width];
            double deviation = Math.Sqrt(_squares / (_values.Count - season));
            for (int i = 0; i < horizon; i++)
            {
                GaussianRows.Fill(rows.AsSpan(i * width, width), _values[_values.Count - season + (i % season)], deviation * Math.Sqrt(1 + (i / season)));
            }

            return rows;
        }
    }
}
