namespace TopologyMirror.Tuning;

/// <summary>
/// What accuracy is relative to: the last season repeated, with normal quantiles whose deviation is the root mean square of the seasonal
/// differences, growing with the square root of the seasons ahead, as R's <c>forecast::snaive</c> has it (Hyndman and Athanasopoulos,
/// "Forecasting: Principles and Practice", 3rd edition, sections 5.2 and 5.5).
/// </summary>
internal static class SeasonalNaiveReference
{
    // Of the standard normal distribution at .1 .25 .5 .75 .9 .95 .99.
    private static readonly double[] Standard =
        [-1.2815515655446004, -0.6744897501960817, 0, 0.6744897501960817, 1.2815515655446004, 1.6448536269514722, 2.3263478740408408];

    /// <summary>Forecasts from an origin and scores it.</summary>
    public static OriginScore Score(TunedSeries series, int origin, int horizon)
    {
        var score = new OriginScore();
        double deviation = series.DeviationAt(origin);
        Span<double> row = stackalloc double[Standard.Length];
        for (int i = 0; i < horizon; i++)
        {
            double actual = series.Usable(origin + i);
            if (double.IsNaN(actual))
            {
                continue;
            }

            double spread = deviation * Math.Sqrt(1 + (i / series.Season));
            double centre = Before(series, origin, i);
            for (int level = 0; level < row.Length; level++)
            {
                row[level] = centre + (spread * Standard[level]);
            }

            score.Add(actual, row);
        }

        return score;
    }

    /// <summary>The newest usable value that lies whole seasons before the step; where there is none, the newest usable value; else 0.</summary>
    private static double Before(TunedSeries series, int origin, int ahead)
    {
        foreach (int stride in (ReadOnlySpan<int>)[series.Season, 1])
        {
            for (int at = origin - stride + (ahead % stride); at >= 0; at -= stride)
            {
                if (!double.IsNaN(series.Usable(at)))
                {
                    return series.Usable(at);
                }
            }
        }

        return 0;
    }
}
