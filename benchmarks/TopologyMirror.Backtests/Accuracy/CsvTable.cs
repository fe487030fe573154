namespace TopologyMirror.Backtests.Accuracy;

/// <summary>A CSV file whose first line names its columns; an error names the file, the line and the value.</summary>
internal sealed class CsvTable
{
    private readonly string _file;
    private readonly Dictionary<string, int> _columns;

    private CsvTable(string file, string[] heads, IReadOnlyList<CsvRow> rows)
    {
        _file = file;
        _columns = heads.Index().ToDictionary(head => head.Item.Trim(), head => head.Index, StringComparer.Ordinal);
        Rows = rows;
    }

    /// <summary>The rows, without empty lines.</summary>
    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="columns">The columns that it must have.</param>
    public static CsvTable Read(string path, params ReadOnlySpan<string> columns)
    {
        string file = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw new BacktestException($"There is no {file} in {Path.GetDirectoryName(path)}.");
        }

        string[] lines = File.ReadAllLines(path);
        string[] heads = lines.Length > 0 ? lines[0].Split(',') : [];
        foreach (string column in columns)
        {
            if (heads.Count(head => head.Trim() == column) != 1)
            {
                throw new BacktestException($"{file}, line 1: '{(lines.Length > 0 ? lines[0] : "")}' must name the column {column} once.");
            }
        }

        List<CsvRow> rows = [];
        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            string[] cells = lines[i].Split(',');
            rows.Add(cells.Length == heads.Length
                ? new CsvRow(i + 1, cells)
                : throw new BacktestException($"{file}, line {i + 1}: '{lines[i]}' has {cells.Length} cells; {heads.Length} are named in line 1."));
        }

        return new CsvTable(file, heads, rows);
    }

    public string Text(CsvRow row, string column) => row.Cells[_columns[column]];

    public int Int(CsvRow row, string column) => Int(row, column, Text(row, column));

    public int Int(CsvRow row, string column, string text) =>
        int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out int value) ? value : throw Bad(row, column, "is no whole number");

    /// <summary>The error that says what is wrong with a cell.</summary>
    public BacktestException Bad(CsvRow row, string column, string why) =>
        new($"{_file}, line {row.Line}: {column} '{Text(row, column)}' {why}.");
}
