namespace TopologyMirror.Forecasting;

/// <summary>
/// Scores forecasts once the values arrive that they were of. At most <see cref="MostPending"/> forecasts per lead wait for their value;
/// the oldest are dropped unscored.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class ForecastScorer
{
    /// <summary>Forecasts per lead that wait for their value at most: 4096.</summary>
    public const int MostPending = 4096;

    internal const int MedianIndex = 2;

    internal static readonly double[] Levels = [.1, .25, .5, .75, .9, .95, .99];

    private readonly double? _scale;
    private readonly LeadScore[] _leads;
    private DateTimeOffset _newest = DateTimeOffset.MinValue;

    /// <summary>Creates a scorer without scores.</summary>
    /// <param name="leads">Leads to score, each positive: a lead is scored on the first step that ends at or after it.</param>
    /// <param name="scale">The absolute error that counts as 1 in MASE, from <see cref="ScaleOf"/>; null when there is none.</param>
    public ForecastScorer(IReadOnlyList<TimeSpan> leads, double? scale)
    {
        ArgumentNullException.ThrowIfNull(leads);
        foreach (TimeSpan lead in leads)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lead, TimeSpan.Zero, nameof(leads));
        }

        _leads = [.. leads.Select(lead => new LeadScore(lead))];
        _scale = scale > 0 && double.IsFinite(scale.Value) ? scale : null;
    }

    /// <summary>The levels that are scored: .1 .25 .5 .75 .9 .95 .99.</summary>
    public static ReadOnlySpan<double> ScoredLevels => Levels;

    /// <summary>
    /// The scale of MASE: mean |y(t) − y(t − season)|. Falls back to a season of one step when the history is no longer than a season or
    /// that mean is 0. Gaps are skipped.
    /// </summary>
    /// <param name="history">Values, oldest first; <see cref="double.NaN"/> for a gap.</param>
    /// <param name="season">Steps per season, from 1.</param>
    /// <returns>The scale; null when both means are 0 or of nothing.</returns>
    public static double? ScaleOf(ReadOnlySpan<double> history, int season)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(season, 1);
        double scale = MeanAbsoluteDifference(history, season);
        scale = scale > 0 ? scale : MeanAbsoluteDifference(history, 1);
        return scale > 0 ? scale : null;
    }

    /// <summary>Takes a forecast to score. One that is not newer than the newest taken is ignored: the first counts.</summary>
    /// <param name="forecast">The forecast.</param>
    public void Issue(LoadForecast forecast)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        if (forecast.Origin <= _newest)
        {
            return;
        }

        _newest = forecast.Origin;
        foreach (LeadScore lead in _leads)
        {
            lead.Issue(forecast);
        }
    }

    /// <summary>Takes an actual value. Values are given in rising order of time; forecasts of steps before this one are dropped unscored.</summary>
    /// <param name="stepStart">Start of its step.</param>
    /// <param name="actual">The value; what is not finite or is negative is a gap and scores nothing.</param>
    public void Observe(DateTimeOffset stepStart, double actual)
    {
        foreach (LeadScore lead in _leads)
        {
            lead.Observe(stepStart, actual);
        }
    }

    /// <summary>The scores so far.</summary>
    public ForecastScore Result()
    {
        LeadScore[] scored = [.. _leads.Where(lead => lead.Count > 0)];
        double count = scored.Sum(lead => (double)lead.Count);
        double error = scored.Sum(lead => lead.Count / count * lead.AbsoluteError);
        double actual = scored.Sum(lead => lead.Count / count * lead.Actual);
        double pinball = scored.Sum(lead => lead.Count / count * lead.Pinball);
        return new ForecastScore(
            scored.Length > 0 ? Finite(error / _scale) : null,
            actual > 0 ? Finite(2 * (pinball / actual)) : null,
            [.. scored.SelectMany(lead => lead.Coverage())]);
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    // A running mean, because a sum could overflow.
    private static double MeanAbsoluteDifference(ReadOnlySpan<double> values, int lag)
    {
        double mean = 0;
        int count = 0;
        for (int i = lag; i < values.Length; i++)
        {
            double difference = Math.Abs(values[i] - values[i - lag]);
            if (double.IsFinite(difference))
            {
                count++;
                mean += (difference - mean) / count;
            }
        }

        return mean;
    }
}
