using System.Globalization;
using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Quickstart.Report;

namespace TopologyMirror.Quickstart.Output;

/// <summary>Prints the results for people.</summary>
internal sealed class ResultPrinter(ConsoleSurface surface)
{
    /// <summary>Prints everything.</summary>
    /// <param name="result">The result.</param>
    /// <param name="wall">How long all of it took.</param>
    /// <param name="report">The report that was written; null for none.</param>
    public void Print(ComparisonResult result, TimeSpan wall, ReportFile? report)
    {
        PolicyScore[] shown = [.. ComparedPolicies.Shown(result.Policies)];
        surface.Output.WriteLine(SummaryText.Replayed(result));
        surface.Console.Write(PolicyTable.Draw(shown));
        surface.Output.WriteLine(SummaryText.Comparison(result));
        surface.Output.WriteLine(SummaryText.Runs(result.Mirror));
        surface.Output.WriteLine(SummaryText.Releases(result.Mirror));
        surface.Output.WriteLine(SummaryText.Forecast(result.Mirror));
        surface.Output.WriteLine(LedgerTable.Note);
        surface.Console.Write(LedgerTable.Draw(result.Ledger));
        if (report is not null)
        {
            surface.Output.WriteLine($"Report: {MessageText.OnOneLine(report.Path)}");
        }

        surface.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{shown.Length} of {result.Policies.Count} policies shown, --json has all; {wall.TotalSeconds:0.0} s."));
    }
}
