namespace TopologyMirror.Backtests.Accuracy;

/// <summary>Turns the tallies of one set into rows, by the protocol.</summary>
internal static class AccuracySummary
{
    private const int Draws = 1000;

    /// <summary>The row of one model.</summary>
    /// <param name="set">Name of the set.</param>
    /// <param name="model">Name of the model.</param>
    /// <param name="mode">How forecasts were asked for.</param>
    /// <param name="series">Names of the series.</param>
    /// <param name="tallies">The model's tallies, in the order of the series.</param>
    /// <param name="reference">Seasonal naive's tallies.</param>
    /// <param name="naive2">Naive2's tallies.</param>
    public static AccuracyRow Row(string set, string model, string mode, string[] series, ForecastTally[] tallies, ForecastTally[] reference, ForecastTally[] naive2)
    {
        double points = tallies.Sum(t => (double)t.Points);
        double jobs = tallies.Sum(t => (double)t.Jobs);
        double?[] relative = RelativeWql(tallies, reference);
        int worst = Enumerable.Range(0, series.Length).MaxBy(i => relative[i] ?? double.NegativeInfinity);
        double? mase = Number(tallies.Sum(t => t.Mase) / jobs);
        double? smape = Number(tallies.Sum(t => t.Smape) / jobs);
        double?[] byLead = ByLead(tallies, reference);
        (double? low, double? high) = Bootstrap(relative);
        double? Coverage(int i) => Number(tallies.Sum(t => t.Covered(BacktestLevels.Covered[i])) / points);
        return new AccuracyRow
        {
            Set = set,
            Model = model,
            Mode = mode,
            Series = series.Length,
            Jobs = (int)jobs + tallies.Sum(t => t.Failures),
            Mase = mase,
            Smape = smape,
            Owa = Number(((smape / Mean(naive2, t => t.Smape)) + (mase / Mean(naive2, t => t.Mase))) / 2),
            Msis = Number(tallies.Sum(t => t.Msis) / jobs),
            Wql = Number(tallies.Where(t => t.Jobs > 0).Select(t => t.Wql).DefaultIfEmpty(double.NaN).Average()),
            RelWql = Geometric(relative),
            RelMase = Geometric([.. tallies.Zip(reference, (t, r) => Ratio(t.Mase / t.Jobs, r.Mase / r.Jobs))]),
            Coverage50 = Coverage(0),
            Coverage75 = Coverage(1),
            Coverage90 = Coverage(2),
            Coverage95 = Coverage(3),
            Coverage99 = Coverage(4),
            Interval95 = Number(tallies.Sum(t => t.InsideInterval) / points),
            FitMs = Number(tallies.Sum(t => t.FitMilliseconds) / tallies.Sum(t => t.Fits)),
            UpdateUs = Number(tallies.Sum(t => t.UpdateMicroseconds) / tallies.Sum(t => t.Updates)),
            Failures = tallies.Sum(t => t.Failures),
            WorstSeries = relative[worst] is null ? null : series[worst],
            WorstRelWql = relative[worst],
            Above13 = Number(relative.Count(r => r > 1.3) / (double)series.Length),
            RelWqlLow = low,
            RelWqlHigh = high,
            RelWql1 = byLead[0],
            RelWql2To6 = byLead[1],
            RelWql7To12 = byLead[2],
            RelWql13To24 = byLead[3],
        };
    }

    /// <summary>Loss of each series relative to the reference's, within 0.01 and 100; null where there is none.</summary>
    public static double?[] RelativeWql(ForecastTally[] tallies, ForecastTally[] reference) =>
        [.. tallies.Zip(reference, (t, r) => t.Jobs > 0 && r.Jobs > 0 ? Ratio(t.Wql, r.Wql) : null)];

    /// <summary>Relative loss per band of leads.</summary>
    public static double?[] ByLead(ForecastTally[] tallies, ForecastTally[] reference) =>
        [.. Enumerable.Range(0, ForecastTally.Bands.Length).Select(band => Geometric([.. tallies.Zip(reference, (t, r) => Ratio(t.BandWql(band), r.BandWql(band)))]))];

    /// <summary>95 % interval of the relative loss over resampled series (Efron, Annals of Statistics 1979).</summary>
    public static (double? Low, double? High) Bootstrap(double?[] relative)
    {
        double[] logs = [.. relative.Where(r => r is not null).Select(r => Math.Log(r!.Value))];
        if (logs.Length < 2)
        {
            return (null, null);
        }

        var random = new Random(logs.Length);
        double[] means = [.. Enumerable.Range(0, Draws).Select(_ => logs.Average(_ => logs[random.Next(logs.Length)])).Order()];
        return (Math.Exp(means[(int)(.025 * Draws)]), Math.Exp(means[(int)(.975 * Draws)]));
    }

    private static double? Geometric(double?[] ratios)
    {
        double[] logs = [.. ratios.Where(r => r is not null).Select(r => Math.Log(r!.Value))];
        return logs.Length == 0 ? null : Math.Exp(logs.Average());
    }

    private static double? Ratio(double ours, double theirs) =>
        double.IsNaN(ours) || double.IsNaN(theirs) ? null
        : ours.Equals(theirs) ? 1
        : Math.Clamp(theirs == 0 ? 100 : ours / theirs, 0.01, 100);

    private static double Mean(ForecastTally[] tallies, Func<ForecastTally, double> score) => tallies.Sum(score) / tallies.Sum(t => t.Jobs);

    private static double? Number(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
