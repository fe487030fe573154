namespace TopologyMirror.Backtests.Accuracy;

/// <summary>Reads <c>origins.csv</c>.</summary>
internal static class OriginFile
{
    public static IReadOnlyList<OriginRow> Read(string folder)
    {
        CsvTable table = CsvTable.Read(Path.Combine(folder, "origins.csv"), "set", "series", "train_start", "train_end", "horizon", "seasons");
        return [.. table.Rows.Select(row => new OriginRow(row.Line, table.Text(row, "set"), table.Text(row, "series"), Origin(table, row)))];
    }

    private static BacktestOrigin Origin(CsvTable table, CsvRow row)
    {
        var origin = new BacktestOrigin(
            table.Int(row, "train_start"),
            table.Int(row, "train_end"),
            table.Int(row, "horizon"),
            [.. table.Text(row, "seasons").Split(';').Select(season => table.Int(row, "seasons", season))]);
        return origin.TrainStart < 0 ? throw table.Bad(row, "train_start", "is negative")
            : origin.TrainEnd <= origin.TrainStart ? throw table.Bad(row, "train_end", $"is not after train_start '{origin.TrainStart}'")
            : origin.Horizon < 1 ? throw table.Bad(row, "horizon", "is less than 1")
            : origin.Seasons.Any(season => season < 1) ? throw table.Bad(row, "seasons", "has a season of less than 1 step")
            : origin;
    }
}
