namespace TopologyMirror.Capacity;

/// <summary>Quantiles of Student's t distribution.</summary>
/// <remarks>
/// The normal quantile is Acklam's rational approximation (2003; relative error 1.15e-9), its extension to t the asymptotic expansion of
/// Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.5: good to two digits from 5 degrees of freedom on.
/// </remarks>
internal static class StudentQuantile
{
    private const double Edge = 0.02425;

    private static readonly double[] A =
        [-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00];

    private static readonly double[] B =
        [-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01, 1];

    private static readonly double[] C =
        [-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00];

    private static readonly double[] D = [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1];

    /// <summary>The value that is not exceeded with a probability.</summary>
    /// <param name="probability">Between 0 and 1, exclusive.</param>
    /// <param name="freedom">Degrees of freedom, at least 5.</param>
    public static double Of(double probability, double freedom)
    {
        double z = Normal(probability);
        double z3 = z * z * z;
        double z5 = z3 * z * z;
        double z7 = z5 * z * z;
        return z + ((z3 + z) / (4 * freedom)) + (((5 * z5) + (16 * z3) + (3 * z)) / (96 * freedom * freedom))
            + (((3 * z7) + (19 * z5) + (17 * z3) - (15 * z)) / (384 * freedom * freedom * freedom));
    }

    /// <summary>The same of the standard normal distribution.</summary>
    /// <param name="probability">Between 0 and 1, exclusive.</param>
    public static double Normal(double probability)
    {
        if (probability < Edge)
        {
            double t = Math.Sqrt(-2 * Math.Log(probability));
            return Polynomial(C, t) / Polynomial(D, t);
        }

        if (probability > 1 - Edge)
        {
            return -Normal(1 - probability);
        }

        double q = probability - 0.5;
        return q * Polynomial(A, q * q) / Polynomial(B, q * q);
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        double value = 0;
        foreach (double coefficient in coefficients)
        {
            value = (value * x) + coefficient;
        }

        return value;
    }
}
