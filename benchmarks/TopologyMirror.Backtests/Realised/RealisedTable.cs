using TopologyMirror.Backtests.Sweep;

namespace TopologyMirror.Backtests.Realised;

/// <summary>Writes requested against realised risk as Markdown.</summary>
internal static class RealisedTable
{
    /// <summary>The table.</summary>
    /// <param name="result">What was counted.</param>
    /// <param name="output">Takes it.</param>
    public static void Write(RealisedJson result, TextWriter output)
    {
        output.WriteLine("| set | traces | requested risk % | windows | load above the plan | realised % | points above requested | whole instances: too few | % | without a plan |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (RealisedRow row in result.RealisedRisk)
        {
            output.WriteLine(TableText.Of(
                $"| {row.Set} | {row.Traces} | {row.RequestedPercent:0.####} | {row.Windows} | {row.Events} | {TableText.Of(row.RealisedPercent, "0.00")} | {TableText.Of(row.DifferencePoints, "+0.00;-0.00;0.00")} | {row.IntegerEvents} | {TableText.Of(row.IntegerPercent, "0.00")} | {row.Unplanned} |"));
        }

        output.WriteLine();
        output.WriteLine($"Mean distance from the requested risk, over sets and risks: {TableText.Of(result.MeanAbsolutePoints, "0.00")} points.");
    }
}
