namespace TopologyMirror.Forecasting;

/// <summary>Finds the period of a series in its autocorrelation.</summary>
/// <remarks>Source: Box and Jenkins, "Time Series Analysis", 1970, chapter 2.</remarks>
internal static class PeriodDetector
{
    private const int MostValues = 1024;
    private const int Shortest = 4;
    private const double LeastCorrelation = 0.3;
    private const double ClearlyBetter = 0.2;

    /// <summary>The lag with the highest local peak of the autocorrelation.</summary>
    /// <param name="window">The roots.</param>
    /// <param name="known">A period that the calendar suggests, kept unless another is clearly better; 0 for none.</param>
    /// <returns>The period in steps; <paramref name="known"/> when no other is clearly better.</returns>
    public static int Find(RootWindow window, int known)
    {
        int count = Math.Min(window.Count - window.First, MostValues);
        double[] values = new double[count];
        window.CopyTo(window.Count - count, values);
        double origin = values[0];
        double mean = 0;
        for (int i = 0; i < count; i++)
        {
            values[i] -= origin;
            mean += values[i] / count;
        }

        for (int i = 0; i < count; i++)
        {
            values[i] -= mean;
        }

        double variance = VectorMath.Dot(values, values);
        double Correlation(int lag) => VectorMath.Dot(values.AsSpan(lag), values) / variance * count / (count - lag);
        if (known > 0 || !(variance > 0) || count < 3 * Shortest)
        {
            return known;
        }

        (int period, double best) = (known, Math.Max(LeastCorrelation, known > 0 && 2 * known <= count ? Correlation(known) + ClearlyBetter : 0));
        double before = Correlation(Shortest - 2);
        double here = Correlation(Shortest - 1);
        bool fell = here < before;
        for (int lag = Shortest; lag <= count / 3; lag++)
        {
            double next = Correlation(lag);

            // A peak counts only after the first fall: near lag 0 everything correlates. Multiples of a period must be clearly better than it.
            if (fell && here > before && here >= next && here > best && lag - 1 >= Shortest)
            {
                (period, best) = (lag - 1, here + (ClearlyBetter / 4));
            }

            fell |= next < here;
            (before, here) = (here, next);
        }

        return period;
    }
}
