using System.Globalization;

namespace TopologyMirror.Backtests.Accuracy;

/// <summary>Reads a folder of sets: <c>origins.csv</c>, and a folder per set with a CSV of time stamps and values per series.</summary>
internal static class BacktestFolder
{
    /// <summary>Reads the sets that are wanted.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="set">Name of the one set to read; null for all.</param>
    /// <param name="every">Keep every so many origins of a series.</param>
    public static IReadOnlyList<BacktestSeries> Read(string folder, string? set, int every)
    {
        var rows = File.ReadLines(Path.Combine(folder, "origins.csv")).Skip(1).Select(line => line.Split(','))
            .Where(row => row.Length >= 7 && (set is null || row[0] == set));
        return [.. rows.GroupBy(row => (Set: row[0], Series: row[1])).Select(group => Series(folder, group.Key.Set, group.Key.Series, [.. group.Where((_, i) => i % every == 0).Select(Origin)]))];
    }

    private static BacktestOrigin Origin(string[] row) =>
        new(Int(row[3]), Int(row[4]), Int(row[5]), [.. row[6].Split(';').Select(Int)]);

    private static BacktestSeries Series(string folder, string set, string name, BacktestOrigin[] origins)
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(folder, set, name + ".csv")).Skip(1).Select(line => line.Split(',')).Where(row => row.Length == 2)];
        DateTimeOffset Time(int i) => DateTimeOffset.Parse(rows[i][0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        double[] values = [.. rows.Select(row => row[1].Length == 0 ? double.NaN : double.Parse(row[1], CultureInfo.InvariantCulture))];
        return new BacktestSeries(set, name, Time(0), Time(1) - Time(0), values, origins);
    }

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
