using System.Globalization;
using TopologyMirror.Backtests.Accuracy;

namespace TopologyMirror.Backtests.Peers;

/// <summary>Prints a run for people.</summary>
internal static class PeersTable
{
    private static readonly string[] Heads =
    [
        "model", "relWQL", "relMASE", "MASE", "sMAPE", "OWA", "MSIS", "WQL", "c90", "c99", "rel:1", "2-6", "7-12", "13-24", "fit ms", "update us", "fail",
    ];

    public static void Print(TextWriter output, string title, PeersJson result)
    {
        string[] models = [.. result.Ratios.Select(r => r.Model).Distinct()];
        string[] heads = [.. Heads, .. models.SelectMany(model => (string[])[$"fits of {model}", $"updates of {model}"])];
        AccuracyTable.Print(output, title, heads, [.. result.Rows.Select(row => Line(row, result.Ratios))]);
    }

    private static string[] Line(AccuracyRow row, IReadOnlyList<PeerRatio> ratios) =>
    [
        row.Model,
        .. new[]
        {
            row.RelWql, row.RelMase, row.Mase, row.Smape, row.Owa, row.Msis, row.Wql, row.Coverage90, row.Coverage99,
            row.RelWql1, row.RelWql2To6, row.RelWql7To12, row.RelWql13To24, row.FitMs, row.UpdateUs,
        }.Select(AccuracyTable.Text),
        row.Failures.ToString(CultureInfo.InvariantCulture),
        .. ratios.Where(r => r.Method == row.Model).SelectMany(r => (double?[])[r.Fit, r.Tick]).Select(AccuracyTable.Text),
    ];
}
