namespace TopologyMirror.Internal;

/// <summary>The quantile function of the standard normal distribution.</summary>
/// <remarks>Source: P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003); relative error below 1.2e-9.</remarks>
internal static class NormalQuantile
{
    private const double Low = 0.02425;

    public static double At(double probability)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Must lie between 0 and 1, exclusive.");
        }

        if (probability > 1 - Low)
        {
            return -Tail(1 - probability);
        }

        return probability < Low ? Tail(probability) : Middle(probability - 0.5);
    }

    private static double Tail(double probability)
    {
        double q = Math.Sqrt(-2 * Math.Log(probability));
        double above = (((((((((-7.784894002430293e-03 * q) - 3.223964580411365e-01) * q) - 2.400758277161838) * q) - 2.549732539343734) * q) + 4.374664141464968) * q) + 2.938163982698783;
        double below = (((((((7.784695709041462e-03 * q) + 3.224671290700398e-01) * q) + 2.445134137142996) * q) + 3.754408661907416) * q) + 1;
        return above / below;
    }

    private static double Middle(double q)
    {
        double r = q * q;
        double above = (((((((((-3.969683028665376e+01 * r) + 2.209460984245205e+02) * r) - 2.759285104469687e+02) * r) + 1.383577518672690e+02) * r) - 3.066479806614716e+01) * r) + 2.506628277459239;
        double below = (((((((((-5.447609879822406e+01 * r) + 1.615858368580409e+02) * r) - 1.556989798598866e+02) * r) + 6.680131188771972e+01) * r) - 1.328068155288572e+01) * r) + 1;
        return above * q / below;
    }
}
