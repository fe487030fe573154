using System.Globalization;

namespace TopologyMirror.Backtests.Accuracy;

/// <summary>Reads the CSV of one series: time stamps on a regular grid, and values; an empty value is a gap.</summary>
internal static class SeriesFile
{
    public static BacktestSeries Read(string folder, string set, string name)
    {
        CsvTable table = CsvTable.Read(Path.Combine(folder, set, name + ".csv"), "timestamp", "value");
        if (table.Rows.Count < 2)
        {
            throw new BacktestException($"{name}.csv has {table.Rows.Count} values; at least 2 are needed to tell its step.");
        }

        DateTimeOffset first = Time(table, table.Rows[0]);
        TimeSpan step = Time(table, table.Rows[1]) - first;
        if (step <= TimeSpan.Zero)
        {
            throw table.Bad(table.Rows[1], "timestamp", "is not after the one before");
        }

        return new BacktestSeries(set, name, first, step, [.. table.Rows.Select(row => Value(table, row))], []);
    }

    private static DateTimeOffset Time(CsvTable table, CsvRow row) =>
        DateTimeOffset.TryParse(table.Text(row, "timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw table.Bad(row, "timestamp", "is no time");

    private static double Value(CsvTable table, CsvRow row)
    {
        string text = table.Text(row, "value");
        return text.Length == 0 ? double.NaN
            : double.TryParse(text, CultureInfo.InvariantCulture, out double value) && !double.IsInfinity(value) ? value
            : throw table.Bad(row, "value", "is no number");
    }
}
