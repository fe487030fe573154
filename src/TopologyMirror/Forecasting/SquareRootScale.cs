namespace TopologyMirror.Forecasting;

/// <summary>
/// The scale that load is learnt on. Counts vary with their level, and on the square root that variation is nearly constant (Bartlett,
/// Supplement to the Journal of the Royal Statistical Society, 1936); nothing learnt there comes back negative.
/// </summary>
internal static class SquareRootScale
{
    /// <summary>Loads above are learnt as this, so that no forecast of one overflows.</summary>
    public const double LargestLoad = 1e300;

    /// <summary>Quantiles above are given as this, so that the tail beyond the outermost one stays finite too.</summary>
    public const double LargestQuantile = 1e306;

    public static double Of(double load) => Math.Sqrt(Math.Min(load, LargestLoad));

    public static void Back(Span<double> roots)
    {
        foreach (ref double root in roots)
        {
            root = Back(root);
        }
    }

    public static double Back(double root)
    {
        double load = Math.Min(Math.Max(root, 0) * Math.Max(root, 0), LargestQuantile);

        // The square of a root is off by an ulp or two. Without the last four bits a whole number comes back as itself.
        return BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(load) + 8) & ~0xFL);
    }
}
