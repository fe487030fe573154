namespace TopologyMirror.ForecastTuning.Report;

/// <summary>Round numbers for the marks of a log axis.</summary>
internal static class LogScale
{
    private static readonly double[][] Grids =
    [
        [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2, 2.2, 2.4, 2.6, 2.8, 3, 3.2, 3.4, 3.6, 3.8, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5],
        [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9],
        [1, 1.5, 2, 3, 4, 5, 7],
        [1, 2, 5],
        [1],
    ];

    /// <summary>The finest round numbers of which at most <paramref name="count"/> lie on the axis; the two ends where none does.</summary>
    /// <param name="least">Lower end; positive.</param>
    /// <param name="most">Upper end.</param>
    /// <param name="count">How many at most.</param>
    public static IReadOnlyList<double> Marks(double least, double most, int count)
    {
        foreach (double[] grid in Grids)
        {
            double[] marks = [.. On(grid, least, most)];
            if (marks.Length > 0 && marks.Length <= count)
            {
                return marks;
            }
        }

        double[] powers = [.. On(Grids[^1], least, most)];
        return powers.Length > 0 ? [.. powers.Where((_, i) => i % ((powers.Length / count) + 1) == 0)] : [least, most];
    }

    private static IEnumerable<double> On(double[] grid, double least, double most)
    {
        int first = (int)Math.Floor(Math.Log10(least));
        int last = (int)Math.Floor(Math.Log10(most));
        return Enumerable.Range(first, last - first + 1).SelectMany(power => grid.Select(mark => mark * Math.Pow(10, power))).Where(mark => mark >= least && mark <= most);
    }
}
