using System.Net;
using System.Text;
using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Quickstart.Output;
using TopologyMirror.Replay;
using TopologyMirror.Switchover;

namespace TopologyMirror.Quickstart.Report;

/// <summary>Writes the report: one page that loads nothing from anywhere and follows the reader's light or dark setting.</summary>
internal static class ReportPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="result">The result.</param>
    public static string Render(ComparisonResult result)
    {
        string title = $"TopologyMirror on {result.Trace.Name}";
        var page = new StringBuilder()
            .Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append($"<title>{Encode(title)}</title><style>\n{Style()}</style></head>\n<body><main>\n")
            .Append($"<header><h1>{Encode(title)}</h1><p>{Encode(SummaryText.Replayed(result))} {Encode(SummaryText.Chosen(result))}</p>");
        if (!result.Trace.Window.InProtocol)
        {
            page.Append($"<p class=\"note\">{Encode(SummaryText.OutsideProtocol(result.Trace))}</p>");
        }

        page.Append("</header>\n");
        AppendTiles(page, result);
        AppendCharts(page, result);
        AppendReleases(page, result);
        AppendSwitchover(page, result);
        AppendPolicies(page, result);
        LedgerSection.Append(page, result.Ledger);
        AppendForecast(page, result);
        AppendRuns(page, result);
        return page.Append("</main></body></html>\n").ToString();
    }

    private static void AppendTiles(StringBuilder page, ComparisonResult result)
    {
        ReplayScore ours = result.ScoreOf(ComparedPolicies.Mirror);
        ReplayScore theirs = result.ScoreOf(ComparedPolicies.Reference);
        page.Append("<section class=\"tiles\">");
        Tile("short of need", $"{NumberText.Fixed(ours.ViolationPercent, 2)} %", $"{NumberText.Fixed(ours.ViolationMinutes, 0)} minutes; {ComparedPolicies.Reference}: {NumberText.Fixed(theirs.ViolationPercent, 2)} %");
        Tile("paid above need", $"{NumberText.Fixed(ours.OverPercent, 1)} %", $"{ComparedPolicies.Reference}: {NumberText.Fixed(theirs.OverPercent, 1)} %");
        Tile("joins, replaces", $"{NumberText.Fixed(result.Mirror.Joins, 0)}, {NumberText.Fixed(result.Mirror.Replaces, 0)}", $"{result.Mirror.RolledBack} rolled back, {result.Mirror.Resyncs} resyncs");
        Tile("invariant violations", NumberText.Fixed(result.Mirror.InvariantViolations, 0), $"{result.Mirror.Deviations} deviations of the world");
        Tile("forecast, MASE", NumberText.Fixed(result.Mirror.Forecast.Mase, 3), $"WQL {NumberText.Fixed(result.Mirror.Forecast.Wql, 4)}");
        page.Append($"</section>\n<p>{Encode(SummaryText.Comparison(result))}</p>\n");

        void Tile(string name, string value, string more) =>
            page.Append($"<div><span>{Encode(name)}</span><strong>{Encode(value)}</strong><small>{Encode(more)}</small></div>");
    }

    private static void AppendCharts(StringBuilder page, ComparisonResult result)
    {
        bool several = result.Trace.Metrics.Length > 1;
        for (int i = 0; i < result.Trace.Metrics.Length; i++)
        {
            ReplayMetric metric = result.Trace.Metrics[i];
            bool binds = several && ReferenceEquals(metric, result.Binding);
            page.Append($"<section><h2>Load and forecast: {Encode(metric.Name)}{(binds ? " <em>binds most often</em>" : "")}</h2>")
                .Append($"<p class=\"legend\">{Key("load", "load")}{Key("median", "median forecast")}{Key("band-90", "up to the 90 % quantile")}{Key("band-99", "up to the 99 % quantile")}")
                .Append($"<span>issued {ForecastTrail.Lead.TotalMinutes:0} minutes or one step ahead; one instance carries {Encode(NumberText.Load(metric.Unit))}</span></p>")
                .Append(LoadChart.Draw(result, i)).Append("</section>\n");
        }

        page.Append($"<section><h2>Need and capacity, in instances</h2><p class=\"legend\">{Key("need", "need")}{Key("live", "live")}{Key("shadow", "shadow, ready")}")
            .Append($"{Key("join", "▲ promotion")}{Key("scale-in", "▼ scale-in")}{Key("replace", "◆ release")}{Key("short", "short of need")}<span>point at a mark for its reason</span></p>")
            .Append(CapacityChart.Draw(result)).Append("</section>\n");
    }

    private static void AppendReleases(StringBuilder page, ComparisonResult result)
    {
        page.Append("<section><h2>Releases</h2>");
        IEnumerable<PolicyScore> shown = result.Policies.Where(p => ComparedPolicies.ShownReleasing.Contains(p.Name, StringComparer.Ordinal));
        page.Append(result.Mirror.Scored.Releases.IsEmpty
            ? "<p>There was none.</p>"
            : $"<p>{Encode(SummaryText.Releases(result.Mirror))} The others roll: a quarter on top is launched, each that is ready takes over from an old one, and the whole bakes for 10 minutes.</p>{ReportTables.Releases(result, shown)}");
        page.Append("</section>\n");
        if (SwitchoverTimeline.LastReplace(result) is { Entries.Count: > 0 } timeline)
        {
            page.Append("<section><h2>The last replacement of live</h2>")
                .Append($"<p>Run {timeline.Run.Plan.Run}: {Encode(ScoredRuns.Describe(timeline.Run))}</p>")
                .Append($"<p class=\"legend\">{Key("phase", "phase")}{Key("effect", "◆ effect")}</p>").Append(SwitchoverChart.Draw(timeline))
                .Append(ReportTables.Phases(timeline))
                .Append($"<details><summary>{timeline.Entries.Count} journal records</summary>{ReportTables.Timeline(timeline)}</details></section>\n");
        }
    }

    private static void AppendSwitchover(StringBuilder page, ComparisonResult result)
    {
        page.Append("<section><h2>The last switchover</h2>");
        if (SwitchoverTimeline.Last(result) is { Entries.Count: > 0 } timeline)
        {
            page.Append($"<p>Run {timeline.Run.Plan.Run}: {Encode(ScoredRuns.Describe(timeline.Run))}</p>")
                .Append($"<p class=\"legend\">{Key("phase", "phase")}{Key("effect", "◆ effect")}</p>").Append(SwitchoverChart.Draw(timeline))
                .Append($"<details open><summary>{timeline.Entries.Count} journal records</summary>{ReportTables.Timeline(timeline)}</details>");
        }
        else
        {
            page.Append("<p>There was none: the first live set was enough.</p>");
        }

        page.Append("</section>\n");
    }

    private static void AppendPolicies(StringBuilder page, ComparisonResult result) =>
        page.Append("<section><h2>Policies by the same rules</h2><div class=\"side\"><figure>").Append(PolicyChart.Draw(result.Policies))
            .Append("</figure><p>Every policy saw the same load with the same delay and got the same launches. Paid hours count every started minute of every instance from its request to its end; "
                + "<b>over</b> is what was paid above need. <b>clairvoyant</b> knows the future and is a bound, not a rival.</p></div>")
            .Append(ReportTables.Policies(result.Policies)).Append("</section>\n");

    private static void AppendForecast(StringBuilder page, ComparisonResult result) =>
        page.Append($"<section><h2>How good the forecast of {Encode(result.Mirror.BindingMetric)} was</h2>")
            .Append($"<p>MASE {NumberText.Fixed(result.Mirror.Forecast.Mase, 3)}, WQL {NumberText.Fixed(result.Mirror.Forecast.Wql, 4)}. Share of loads at or below each quantile; calibrated when it is near the heading:</p>")
            .Append(ReportTables.Coverage(result.Mirror.Forecast)).Append("</section>\n");

    private static void AppendRuns(StringBuilder page, ComparisonResult result)
    {
        IReadOnlyList<SwitchoverState> runs = ScoredRuns.Of(result);
        page.Append($"<section><h2>Switchovers and their reasons</h2><p>{Encode(SummaryText.Runs(result.Mirror))}</p><div class=\"scroll\">")
            .Append(ReportTables.Runs(runs)).Append("</div></section>\n");
    }

    private static string Key(string style, string text) => $"<span class=\"key key-{style}\">{Encode(text)}</span>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Style()
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
