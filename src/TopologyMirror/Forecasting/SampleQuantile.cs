namespace TopologyMirror.Forecasting;

/// <summary>Quantiles of equally likely values.</summary>
internal static class SampleQuantile
{
    /// <summary>
    /// The value that is not exceeded with a probability, linear between the values at (rank − 0.5) ÷ count: type 5 of Hyndman and Fan,
    /// "Sample Quantiles in Statistical Packages", 1996.
    /// </summary>
    /// <param name="values">The values, at least one; they are put in rising order.</param>
    /// <param name="probability">Between 0 and 1, exclusive.</param>
    public static double Of(Span<double> values, double probability)
    {
        values.Sort();
        return OfRising(values, probability);
    }

    /// <summary>The same of values that are in rising order.</summary>
    /// <param name="rising">The values, at least one.</param>
    /// <param name="probability">Between 0 and 1, exclusive.</param>
    public static double OfRising(ReadOnlySpan<double> rising, double probability)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1, exclusive.");
        }

        double rank = Math.Clamp((probability * rising.Length) - 0.5, 0, rising.Length - 1);
        int below = (int)rank;
        int above = Math.Min(below + 1, rising.Length - 1);
        return rising[below] + ((rank - below) * (rising[above] - rising[below]));
    }
}
