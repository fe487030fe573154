namespace TopologyMirror.Forecasting;

/// <summary>Finds the period of a series in its autocorrelation, where the calendar suggests none.</summary>
/// <remarks>Source: Box and Jenkins, "Time Series Analysis", 1970, chapter 2.</remarks>
internal static class PeriodDetector
{
    private const int MostValues = 1024;
    private const int Shortest = 4;
    private const double LeastCorrelation = 0.3;
    private const double Better = 0.05;

    /// <summary>The lag of the highest peak of the autocorrelation, up to a third of the newest 1,024 roots.</summary>
    /// <returns>The period in steps; 0 when there is none.</returns>
    public static int Find(RootWindow window)
    {
        double[] values = Deviations(window);
        double variance = VectorMath.Dot(values, values);
        if (!(variance > 0))
        {
            return 0;
        }

        double Correlation(int lag) => VectorMath.Dot(values.AsSpan(lag), values) / variance * values.Length / (values.Length - lag);
        (int period, double best) = (0, LeastCorrelation);
        (double before, double here) = (1, Correlation(1));
        bool rose = false;
        for (int lag = 1; lag < values.Length / 3; lag++)
        {
            // Near lag 0 everything correlates: a peak counts after a rise. A multiple of a period must be better than the period.
            double next = Correlation(lag + 1);
            if (rose && here >= next && here > before && here > best && lag >= Shortest)
            {
                (period, best) = (lag, here + Better);
            }

            rose |= next > here;
            (before, here) = (here, next);
        }

        return period;
    }

    private static double[] Deviations(RootWindow window)
    {
        int count = Math.Min(window.Count - window.First, MostValues);
        double[] values = new double[count];
        window.CopyTo(window.Count - count, values);

        // From the first value, and then from the mean: a mean of large numbers alone would lose the digits of a small wave.
        foreach (bool fromFirst in (ReadOnlySpan<bool>)[true, false])
        {
            double origin = fromFirst ? values[0] : 0;
            for (int i = 0; i < count && !fromFirst; i++)
            {
                origin += values[i] / count;
            }

            for (int i = 0; i < count; i++)
            {
                values[i] -= origin;
            }
        }

        return values;
    }
}
