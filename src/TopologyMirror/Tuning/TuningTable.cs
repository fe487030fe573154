using System.Globalization;
using System.Text;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Tuning;

/// <summary>Writes the measured sets as aligned lines.</summary>
internal static class TuningTable
{
    private static readonly string[] Headings =
        ["", "model set", "update µs", "forecast µs", "tick µs", "alloc. B", "state KiB", "WQL", "rel. WQL", "MASE", "c90", "c99"];

    public static string Write(ForecastTuningResult result, bool everySet)
    {
        ForecastTuningRow[] shown = [.. result.Rows.Where(row => everySet || IsShown(row))];
        string[][] lines = [Headings, .. shown.Select(Cells), Cells(result)];
        int[] widths = [.. Enumerable.Range(0, Headings.Length).Select(i => lines.Max(line => line[i].Length))];
        var text = new StringBuilder();
        foreach (string[] line in lines)
        {
            IEnumerable<string> cells = line.Select((cell, i) => i < 2 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            text.AppendLine(string.Join("  ", cells).TrimEnd());
        }

        text.AppendLine("> the pick   * on the Pareto front of tick and WQL   ! over the budget");
        text.AppendLine(string.Join(", ", shown.SelectMany(row => row.Models.Models).Distinct().Order().Select(model => $"{ModelInitials.Of(model)} {model}")));
        if (shown.Length < result.Rows.Count)
        {
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture, $"{result.Rows.Count - shown.Length} of {result.Rows.Count} sets are not shown: pairs and triples that another set beats in cost and accuracy."));
        }

        return text.ToString();
    }

    private static bool IsShown(ForecastTuningRow row) =>
        row.IsOnFront || row.IsPick || row.Models.Models.Count == 1 || row.Models.Equals(ForecastModelSet.DefaultPool);

    private static string[] Cells(ForecastTuningRow row) =>
    [
        $"{(row.IsPick ? ">" : " ")}{(row.IsOnFront ? "*" : " ")}{(row.IsWithinBudget ? " " : "!")}",
        row.Label,
        TuningText.Fixed(row.Cost.Update.TotalMicroseconds, 1),
        TuningText.Fixed(row.Cost.Forecast.TotalMicroseconds, 1),
        TuningText.Fixed(row.Cost.Tick.TotalMicroseconds, 1),
        row.Cost.AllocatedBytes.ToString(CultureInfo.InvariantCulture),
        TuningText.Fixed(row.Cost.StateBytes / 1024.0, 1),
        .. Cells(row.Accuracy),
    ];

    private static string[] Cells(ForecastTuningResult result) => ["", "seasonal naive, for reference", "", "", "", "", "", .. Cells(result.Reference)];

    private static string[] Cells(ForecastAccuracy accuracy) =>
    [
        TuningText.Fixed(accuracy.Wql, 4), TuningText.Fixed(accuracy.RelativeWql, 3), TuningText.Fixed(accuracy.Mase, 3),
        TuningText.Fixed(accuracy.Coverage90, 3), TuningText.Fixed(accuracy.Coverage99, 3),
    ];
}
