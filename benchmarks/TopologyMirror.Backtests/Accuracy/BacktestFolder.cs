namespace TopologyMirror.Backtests.Accuracy;

/// <summary>Reads a folder of sets: <c>origins.csv</c>, and a folder per set with a CSV of time stamps and values per series.</summary>
internal static class BacktestFolder
{
    /// <summary>Reads the sets that are wanted.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="set">Name of the one set to read; null for all.</param>
    /// <param name="every">Keep every so many origins of a series.</param>
    public static IReadOnlyList<BacktestSeries> Read(string folder, string? set, int every) =>
        Read(folder, set, rows => rows.GroupBy(row => (row.Set, row.Series)).SelectMany(group => group.Where((_, i) => i % every == 0)));

    /// <summary>Reads every so many rows of one set.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="set">Name of the set.</param>
    /// <param name="every">Keep every so many rows, counted over all series.</param>
    public static IReadOnlyList<BacktestSeries> ReadSample(string folder, string set, int every) =>
        Read(folder, set, rows => rows.Where((_, i) => i % every == 0));

    private static List<BacktestSeries> Read(string folder, string? set, Func<IEnumerable<OriginRow>, IEnumerable<OriginRow>> choose)
    {
        IReadOnlyList<OriginRow> all = OriginFile.Read(folder);
        OriginRow[] rows = [.. all.Where(row => set is null || row.Set == set)];
        if (rows.Length == 0)
        {
            throw new BacktestException(set is null
                ? $"origins.csv in {folder} has no rows."
                : $"origins.csv has no rows of the set '{set}'; its sets are {string.Join(", ", all.Select(row => row.Set).Distinct())}.");
        }

        return [.. choose(rows).GroupBy(row => (row.Set, row.Series)).Select(group => Series(folder, [.. group]))];
    }

    private static BacktestSeries Series(string folder, OriginRow[] rows)
    {
        BacktestSeries series = SeriesFile.Read(folder, rows[0].Set, rows[0].Series);
        foreach (OriginRow row in rows)
        {
            if (row.Origin.TrainEnd >= series.Values.Length)
            {
                throw new BacktestException(
                    $"origins.csv, line {row.Line}: train_end '{row.Origin.TrainEnd}' leaves nothing to forecast of the {series.Values.Length} values of {row.Series}.csv.");
            }
        }

        return series with { Origins = [.. rows.Select(row => row.Origin)] };
    }
}
