namespace TopologyMirror.Switchover;

/// <summary>
/// The score interval of a proportion (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
/// American Statistical Association 22, 1927): it holds for few trials and for rates near 0 as well. Pure.
/// </summary>
public static class WilsonInterval
{
    /// <summary>The lower end: the rate is at least this, with the confidence that z stands for.</summary>
    /// <param name="hits">Trials that hit, from 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Trials.</param>
    /// <param name="z">Quantile of the standard normal distribution; 1.96 leaves 2.5 % below.</param>
    /// <returns>From 0 to 1; 0 without trials.</returns>
    public static double Lower(long hits, long trials, double z)
    {
        if (trials <= 0)
        {
            return 0;
        }

        double n = trials;
        double p = Math.Clamp(hits / n, 0, 1);
        double square = z * z;
        double spread = z * Math.Sqrt((p * (1 - p) / n) + (square / (4 * n * n)));
        return Math.Max((p + (square / (2 * n)) - spread) / (1 + (square / n)), 0);
    }
}
