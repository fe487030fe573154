using System.Globalization;

namespace TopologyMirror.Backtests.Accuracy;

/// <summary>Prints the rows of one set for people, with the peers of <c>peers.csv</c> beside them where it is present.</summary>
internal static class AccuracyTable
{
    private static readonly string[] Heads =
    [
        "model", "MASE", "sMAPE", "OWA", "MSIS", "WQL", "relWQL", "95 % interval", "relMASE", "c50", "c75", "c90", "c95", "c99", "i95",
        "rel:1", "2-6", "7-12", "13-24", "fit ms", "update us", "fail", "worst", "worst rel", ">1.3",
    ];

    public static void Print(TextWriter output, string title, IReadOnlyList<string[]> lines)
    {
        Print(output, title, Heads, lines, Heads.Length - 3);
    }

    /// <summary>Prints lines under heads; the first column and one other hold text, the rest numbers.</summary>
    public static void Print(TextWriter output, string title, string[] heads, IReadOnlyList<string[]> lines, int text = 0)
    {
        output.WriteLine(title);
        string[][] all = [heads, .. lines];
        int[] widths = [.. Enumerable.Range(0, heads.Length).Select(i => all.Max(line => i < line.Length ? line[i].Length : 0))];
        foreach (string[] line in all)
        {
            output.WriteLine(string.Join("  ", line.Select((cell, i) => i == 0 || i == text ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
        }

        output.WriteLine();
    }

    public static string[] Line(AccuracyRow row) =>
    [
        row.Model, Text(row.Mase), Text(row.Smape), Text(row.Owa), Text(row.Msis), Text(row.Wql), Text(row.RelWql),
        row.RelWqlLow is null ? "" : $"{Text(row.RelWqlLow)}-{Text(row.RelWqlHigh)}", Text(row.RelMase),
        Text(row.Coverage50), Text(row.Coverage75), Text(row.Coverage90), Text(row.Coverage95), Text(row.Coverage99), Text(row.Interval95),
        Text(row.RelWql1), Text(row.RelWql2To6), Text(row.RelWql7To12), Text(row.RelWql13To24), Text(row.FitMs), Text(row.UpdateUs), row.Failures.ToString(CultureInfo.InvariantCulture),
        row.WorstSeries ?? "", Text(row.WorstRelWql), Text(row.Above13),
    ];

    /// <summary>The lines of the peers' file that are of this set.</summary>
    public static IEnumerable<string[]> Peers(string folder, string set)
    {
        string file = Path.Combine(folder, "peers.csv");
        if (!File.Exists(file))
        {
            return [];
        }

        string[][] rows = [.. File.ReadLines(file).Select(line => line.Split(','))];
        int Column(string name) => Array.IndexOf(rows[0], name);
        string[] columns = ["MASE", "sMAPE", "OWA", "MSIS", "WQL", "relWQL", "", "relMASE", "", "", "coverage90", "", "coverage99", "", "", "", "", "", "cpu_ms"];
        return rows.Skip(1).Where(row => row[0] == set)
            .Select(row => (string[])[$"{row[Column("method")]} ({row[Column("kind")]})", .. columns.Select(name => Column(name) is var i and >= 0 && i < row.Length ? row[i] : "")]);
    }

    public static string Text(double? value) => value is not { } number ? "" : number.ToString(Math.Abs(number) switch
    {
        >= 100 => "F0",
        >= 10 => "F2",
        >= 0.1 => "F4",
        _ => "F5",
    }, CultureInfo.InvariantCulture);
}
