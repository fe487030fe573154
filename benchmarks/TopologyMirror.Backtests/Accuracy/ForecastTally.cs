namespace TopologyMirror.Backtests.Accuracy;

/// <summary>Scores of one model on one series, summed over its forecasts.</summary>
internal sealed class ForecastTally
{
    /// <summary>First and last lead of each band that is told apart.</summary>
    public static readonly (int First, int Last)[] Bands = [(1, 1), (2, 6), (7, 12), (13, 24)];

    private readonly double[] _covered = new double[BacktestLevels.All.Length];
    private readonly double[] _bandPinball = new double[Bands.Length];
    private readonly double[] _bandActual = new double[Bands.Length];
    private readonly int[] _bandPoints = new int[Bands.Length];
    private double _pinball;
    private double _actual;
    private double _insideInterval;

    public int Jobs { get; private set; }

    public int Failures { get; private set; }

    public long Points { get; private set; }

    public double Mase { get; private set; }

    public double Smape { get; private set; }

    public double Msis { get; private set; }

    public double FitMilliseconds { get; set; }

    public int Fits { get; set; }

    public double UpdateMicroseconds { get; set; }

    public int Updates { get; set; }

    public double InsideInterval => _insideInterval;

    public double Wql => Of(_pinball, _actual);

    public double Covered(int level) => _covered[level];

    /// <summary>Loss of a band of leads; NaN where nothing of it was scored.</summary>
    public double BandWql(int band) => _bandPoints[band] == 0 ? double.NaN : Of(_bandPinball[band], _bandActual[band]);

    public void Fail() => Failures++;

    /// <summary>Scores one forecast; steps whose value is missing are left out.</summary>
    /// <param name="rows">Quantiles, a row per step.</param>
    /// <param name="actual">What came.</param>
    /// <param name="scale">Mean absolute seasonal difference of the training window.</param>
    public void Score(double[] rows, ReadOnlySpan<double> actual, double scale)
    {
        int width = BacktestLevels.All.Length;
        double absolute = 0;
        double symmetric = 0;
        double interval = 0;
        int known = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            ReadOnlySpan<double> row = rows.AsSpan(i * width, width);
            double y = actual[i];
            if (double.IsNaN(y))
            {
                continue;
            }

            known++;
            double error = Math.Abs(y - row[BacktestLevels.Median]);
            double sum = Math.Abs(y) + Math.Abs(row[BacktestLevels.Median]);
            absolute += error;
            symmetric += sum > 0 ? 200 * error / sum : 0;
            (double low, double high) = (row[BacktestLevels.IntervalLow], row[BacktestLevels.IntervalHigh]);
            interval += high - low + (40 * Math.Max(low - y, 0)) + (40 * Math.Max(y - high, 0));
            _insideInterval += Below(y, high) - Below(y, low);
            Pinball(row, y, i + 1);
            for (int k = 0; k < width; k++)
            {
                _covered[k] += Below(y, row[k]);
            }
        }

        if (known == 0)
        {
            return;
        }

        Jobs++;
        Points += known;
        Mase += scale > 0 ? absolute / known / scale : 0;
        Msis += scale > 0 ? interval / known / scale : 0;
        Smape += symmetric / known;
    }

    private static double Of(double pinball, double actual) => actual > 0 ? 2 * pinball / actual : pinball > 0 ? double.PositiveInfinity : 0;

    private static double Below(double y, double quantile) => y < quantile ? 1 : y.Equals(quantile) ? 0.5 : 0;

    private void Pinball(ReadOnlySpan<double> row, double y, int lead)
    {
        double loss = 0;
        foreach (int k in BacktestLevels.Scored)
        {
            double p = BacktestLevels.All[k];
            loss += (y >= row[k] ? p * (y - row[k]) : (1 - p) * (row[k] - y)) / BacktestLevels.Scored.Length;
        }

        _pinball += loss;
        _actual += Math.Abs(y);
        int band = Array.FindIndex(Bands, b => lead <= b.Last);
        if (band >= 0)
        {
            _bandPinball[band] += loss;
            _bandActual[band] += Math.Abs(y);
            _bandPoints[band]++;
        }
    }
}
