namespace TopologyMirror.Backtests.Sweep;

/// <summary>How much a figure depends on which traces happened to be there: it is taken anew of traces drawn with replacement.</summary>
/// <remarks>Percentile interval of Efron, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 1979.</remarks>
internal static class Bootstrap
{
    private const int Draws = 2000;
    private const int Seed = 1;
    private const double Tail = 0.025;

    /// <summary>The 95 % interval of sum ÷ sum; the same traces give the same interval.</summary>
    /// <param name="traces">What each trace adds to both sums.</param>
    /// <returns>The interval; null for fewer than two traces.</returns>
    public static (double Low, double High)? OfRatio(IReadOnlyList<(double Ours, double Theirs)> traces)
    {
        if (traces.Count < 2)
        {
            return null;
        }

        var random = new Random(Seed);
        double[] ratios = new double[Draws];
        for (int draw = 0; draw < Draws; draw++)
        {
            double ours = 0;
            double theirs = 0;
            for (int i = 0; i < traces.Count; i++)
            {
                (double o, double t) = traces[random.Next(traces.Count)];
                (ours, theirs) = (ours + o, theirs + t);
            }

            ratios[draw] = ours.Equals(theirs) ? 1 : ours / theirs;
        }

        Array.Sort(ratios);
        return (ratios[(int)(Tail * Draws)], ratios[(int)((1 - Tail) * Draws) - 1]);
    }
}
