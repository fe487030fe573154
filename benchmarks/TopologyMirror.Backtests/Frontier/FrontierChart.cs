using TopologyMirror.Backtests.Sweep;

namespace TopologyMirror.Backtests.Frontier;

/// <summary>Draws violations against paid hours, a panel per set: nearer to the lower left corner is better.</summary>
internal static class FrontierChart
{
    private const int Columns = 2;
    private const double Head = 84;

    /// <summary>Draws it.</summary>
    /// <param name="runs">The runs, by the same policies; at least one. Those of a set are pooled, whatever their events and seeds.</param>
    /// <returns>The picture as SVG.</returns>
    public static string Draw(IReadOnlyList<BacktestRun> runs)
    {
        IGrouping<string, BacktestRun>[] sets = [.. runs.GroupBy(r => r.Set)];
        int columns = Math.Min(Columns, sets.Length);
        int rows = (sets.Length + columns - 1) / columns;
        var svg = new SvgText(columns * FrontierPanel.Width, Head + (rows * FrontierPanel.Height), "Violation minutes against paid instance-hours");
        svg.Text(20, 30, "Violations against paid hours: lower left is better", 18, isBold: true);
        svg.Text(20, 51, Subtitle(runs), 13);
        svg.Text(20, 69, Launches(runs), 13);
        for (int i = 0; i < sets.Length; i++)
        {
            FrontierPanel.Draw(svg, sets[i].Key, [.. sets[i]], i % columns * FrontierPanel.Width, Head + (i / columns * FrontierPanel.Height));
        }

        return svg.Finish();
    }

    private static string Subtitle(IReadOnlyList<BacktestRun> runs)
    {
        string events = string.Join(", ", runs.Select(r => VariantNames.Of(r.Variant)).Distinct());
        string seeds = string.Join(", ", runs.Select(r => r.Seed).Distinct());
        return $"Pooled over the traces of a set (sum ÷ sum); events: {events}; {(seeds.Contains(',', StringComparison.Ordinal) ? "seeds" : "seed")} {seeds}.";
    }

    private static string Launches(IReadOnlyList<BacktestRun> runs)
    {
        string launches = runs[0].LeadTime is { } lead ? $"Every launch takes {lead}" : "Launches take 10 minutes in the median";
        return $"{launches}. Percentages at dots: risk, or headroom where they begin with +.";
    }
}
