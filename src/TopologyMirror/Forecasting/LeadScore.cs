namespace TopologyMirror.Forecasting;

/// <summary>What a <see cref="ForecastScorer"/> knows of one lead. Means are running means, because sums could overflow.</summary>
internal sealed class LeadScore(TimeSpan lead)
{
    private readonly Queue<(DateTimeOffset StepStart, double[] Quantiles)> _pending = new();
    private readonly double[] _covered = new double[ForecastScorer.Levels.Length];

    public long Count { get; private set; }

    /// <summary>Mean absolute error of the median.</summary>
    public double AbsoluteError { get; private set; }

    /// <summary>Mean absolute actual value.</summary>
    public double Actual { get; private set; }

    /// <summary>Mean pinball loss, averaged over the levels.</summary>
    public double Pinball { get; private set; }

    public void Issue(LoadForecast forecast)
    {
        long step = ((lead.Ticks - 1) / forecast.Step.Ticks) + 1;
        if (step > forecast.Steps)
        {
            return;
        }

        if (_pending.Count == ForecastScorer.MostPending)
        {
            _pending.Dequeue();
        }

        double[] quantiles = [.. ForecastScorer.Levels.Select(level => forecast.Quantile((int)step, level))];
        _pending.Enqueue((forecast.Origin + ((step - 1) * forecast.Step), quantiles));
    }

    public void Observe(DateTimeOffset stepStart, double actual)
    {
        while (_pending.TryPeek(out (DateTimeOffset StepStart, double[] Quantiles) next) && next.StepStart <= stepStart)
        {
            _pending.Dequeue();
            if (next.StepStart == stepStart && double.IsFinite(actual) && actual >= 0)
            {
                Score(next.Quantiles, actual);
            }
        }
    }

    public IEnumerable<CoverageScore> Coverage() =>
        ForecastScorer.Levels.Select((level, i) => new CoverageScore(lead, level, _covered[i] / Count));

    private void Score(double[] quantiles, double actual)
    {
        Count++;
        double pinball = 0;
        for (int i = 0; i < quantiles.Length; i++)
        {
            double level = ForecastScorer.Levels[i];
            double loss = actual >= quantiles[i] ? level * (actual - quantiles[i]) : (1 - level) * (quantiles[i] - actual);
            pinball += loss / quantiles.Length;
            _covered[i] += actual < quantiles[i] ? 1 : actual.Equals(quantiles[i]) ? 0.5 : 0;
        }

        AbsoluteError += (Math.Abs(actual - quantiles[ForecastScorer.MedianIndex]) - AbsoluteError) / Count;
        Actual += (actual - Actual) / Count;
        Pinball += (pinball - Pinball) / Count;
    }
}
