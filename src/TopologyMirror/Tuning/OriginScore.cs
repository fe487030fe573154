using TopologyMirror.Forecasting;

namespace TopologyMirror.Tuning;

/// <summary>What the forecast of one origin came to: sums over the usable steps of its horizon, in units of the series' largest value.</summary>
internal struct OriginScore
{
    // A quantile far beyond the series must not make a sum infinite.
    private const double Largest = 1e150;

    public int Points { get; private set; }

    public double Pinball { get; private set; }

    public double Actual { get; private set; }

    public double AbsoluteError { get; private set; }

    public double Below90 { get; private set; }

    public double Below99 { get; private set; }

    /// <summary>Scores one step.</summary>
    /// <param name="actual">What came.</param>
    /// <param name="quantiles">What was forecast, at <see cref="ForecastScorer.ScoredLevels"/>.</param>
    public void Add(double actual, ReadOnlySpan<double> quantiles)
    {
        ReadOnlySpan<double> levels = ForecastScorer.ScoredLevels;
        for (int i = 0; i < levels.Length; i++)
        {
            double quantile = Math.Clamp(quantiles[i], 0, Largest);
            Pinball += (actual >= quantile ? levels[i] * (actual - quantile) : (1 - levels[i]) * (quantile - actual)) / levels.Length;
            double below = actual < quantile ? 1 : actual.Equals(quantile) ? 0.5 : 0;
            AbsoluteError += levels[i] == 0.5 ? Math.Abs(actual - quantile) : 0;
            Below90 += levels[i] == 0.9 ? below : 0;
            Below99 += levels[i] == 0.99 ? below : 0;
        }

        Points++;
        Actual += actual;
    }
}
