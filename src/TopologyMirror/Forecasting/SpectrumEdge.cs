namespace TopologyMirror.Forecasting;

/// <summary>How many of the largest eigenvalues of a lag covariance are signal: those beyond what noise would give.</summary>
/// <remarks>
/// The edge of the spectrum of noise: Marchenko and Pastur, Mathematics of the USSR Sbornik 1967; its size estimated anew with each
/// eigenvalue taken off: Kritchman and Nadler, Chemometrics and Intelligent Laboratory Systems 2008.
/// </remarks>
internal static class SpectrumEdge
{
    // The entries of a trajectory matrix repeat along its diagonals, so that noise spreads farther than that of independent entries.
    private const double Spread = 1.3;

    private const double Rounding = 1e-12;

    /// <summary>Counts the eigenvalues that stand out.</summary>
    /// <param name="values">The largest eigenvalues, falling.</param>
    /// <param name="trace">The sum of all.</param>
    /// <param name="rows">Rows of the trajectory matrix: as many as there are eigenvalues.</param>
    /// <param name="columns">Columns of the trajectory matrix.</param>
    /// <param name="most">As many at most.</param>
    /// <returns>How many, and the edge that they lie beyond.</returns>
    public static (int Rank, double Edge) Of(ReadOnlySpan<double> values, double trace, int rows, int columns, int most)
    {
        double spread = Spread * Math.Pow(1 + Math.Sqrt((double)rows / columns), 2);
        double rest = trace;
        double edge = 0;
        for (int rank = 0; rank <= most; rank++)
        {
            edge = Math.Max(spread * Math.Max(rest, 0) / (rows - rank), Rounding * trace);
            if (rank == values.Length || rank == most || !(values[rank] > edge))
            {
                return (rank, edge);
            }

            rest -= values[rank];
        }

        return (most, edge);
    }
}
