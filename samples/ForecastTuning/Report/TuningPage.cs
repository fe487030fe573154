using System.Globalization;
using System.Net;
using System.Text;
using TopologyMirror.Forecasting;
using TopologyMirror.Quickstart;
using TopologyMirror.Quickstart.Output;
using TopologyMirror.Quickstart.Report;
using TopologyMirror.Tuning;

namespace TopologyMirror.ForecastTuning.Report;

/// <summary>Writes the report: one page that loads nothing from anywhere and follows the reader's light or dark setting.</summary>
internal static class TuningPage
{
    private static readonly string[] Headings =
        ["model set", "verdict", "update µs", "forecast µs", "tick µs", "alloc. B", "state KiB", "WQL", "rel. WQL", "MASE", "cover 90 %", "cover 99 %"];

    /// <summary>Writes the page.</summary>
    /// <param name="load">What was tuned on.</param>
    /// <param name="result">What was measured and picked.</param>
    /// <param name="pinned">The configuration that pins the pick.</param>
    /// <param name="summary">What was done, in a sentence.</param>
    public static string Render(TunedLoad load, ForecastTuningResult result, string pinned, string summary)
    {
        string title = $"Forecast tuning on {load.Name}";
        var page = new StringBuilder()
            .Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append($"<title>{Encode(title)}</title><style>\n{Style(typeof(QuickstartApp), "report.css")}{Style(typeof(TuningPage), "tuning.css")}</style></head>\n<body><main>\n")
            .Append($"<header><h1>{Encode(title)}</h1><p>{Encode(summary)}</p></header>\n");
        AppendTiles(page, result);
        page.Append("<section><h2>Accuracy against cost</h2>")
            .Append("<p class=\"legend\"><span class=\"key key-pick\">● the pick</span><span class=\"key key-on-front\">● on the Pareto front</span><span class=\"key key-dot\">● beaten by another set in cost and accuracy</span><span>point at a dot for its numbers</span></p>")
            .Append(CostChart.Draw(result)).Append($"<p class=\"initials\">{Encode(Initials(result))}</p></section>\n");
        page.Append($"<section><h2>The last day with {Encode(result.Pick.Models.Name)}</h2>")
            .Append("<p class=\"legend\"><span class=\"key key-load\">load</span><span class=\"key key-median\">median forecast</span><span class=\"key key-band-50\">50 %</span><span class=\"key key-band-90\">90 %</span><span class=\"key key-band-99\">98 %</span>")
            .Append(CultureInfo.InvariantCulture, $"<span>every {result.HorizonSteps} steps a forecast of the next {result.HorizonSteps}, from what was known then</span></p>")
            .Append(FanChart.Draw(load.History, FanForecast.Over(load, result.ToForecaster(), result.HorizonSteps))).Append("</section>\n");
        page.Append("<section><h2>Every model set, cheapest first</h2>").Append(Table(result)).Append("</section>\n");
        page.Append($"<section><h2>What pins the pick</h2><pre>{Encode(pinned)}</pre></section>\n");
        return page.Append("</main></body></html>\n").ToString();
    }

    private static void AppendTiles(StringBuilder page, ForecastTuningResult result)
    {
        ForecastTuningRow pick = result.Pick;
        page.Append("<section class=\"tiles\">");
        Tile("a tick takes", $"{Microseconds(pick.Cost.Tick)} µs", $"budget {Microseconds(result.Budget)} µs");
        Tile("loss ÷ seasonal naive's", NumberText.Fixed(pick.Accuracy.RelativeWql, 3), $"WQL {NumberText.Fixed(pick.Accuracy.Wql, 4)}");
        Tile("MASE", NumberText.Fixed(pick.Accuracy.Mase, 3), $"seasonal naive: {NumberText.Fixed(result.Reference.Mase, 3)}");
        Tile("90 % quantile covers", NumberText.Percent(pick.Accuracy.Coverage90), $"99 % quantile: {NumberText.Percent(pick.Accuracy.Coverage99)}");
        Tile("state of a series", $"{NumberText.Fixed(pick.Cost.StateBytes / 1024.0, 0)} KiB", $"{pick.Cost.AllocatedBytes.ToString(CultureInfo.InvariantCulture)} bytes allocated a tick");
        page.Append($"</section>\n<p>{Encode(result.Reason)}</p>\n");

        void Tile(string name, string value, string more) =>
            page.Append($"<div><span>{Encode(name)}</span><strong>{Encode(value)}</strong><small>{Encode(more)}</small></div>");
    }

    private static string Table(ForecastTuningResult result)
    {
        var table = new HtmlTable(Headings, 2);
        foreach (ForecastTuningRow row in result.Rows)
        {
            table.Row(
            [
                row.Label, row.IsOnFront ? $"{row.Verdict}, on the front" : row.Verdict, Microseconds(row.Cost.Update), Microseconds(row.Cost.Forecast), Microseconds(row.Cost.Tick),
                row.Cost.AllocatedBytes.ToString(CultureInfo.InvariantCulture), NumberText.Fixed(row.Cost.StateBytes / 1024.0, 1), .. Accuracy(row.Accuracy),
            ], row.IsPick ? "ours" : "");
        }

        return table.Row(["seasonal naive", "for reference", "", "", "", "", "", .. Accuracy(result.Reference)]).Finish();
    }

    private static string[] Accuracy(ForecastAccuracy accuracy) =>
    [
        NumberText.Fixed(accuracy.Wql, 4), NumberText.Fixed(accuracy.RelativeWql, 3), NumberText.Fixed(accuracy.Mase, 3),
        NumberText.Fixed(accuracy.Coverage90, 3), NumberText.Fixed(accuracy.Coverage99, 3),
    ];

    /// <summary>What the initials in the names stand for.</summary>
    private static string Initials(ForecastTuningResult result) => string.Join(", ", result.Rows
        .Where(row => row.Models.Models.Count > 1 && !row.Models.Equals(ForecastModelSet.DefaultPool))
        .SelectMany(row => row.Label.Split('+').Zip(row.Models.Models)).Distinct().OrderBy(pair => pair.Second).Select(pair => $"{pair.First} {pair.Second}"));

    private static string Microseconds(TimeSpan time) => NumberText.Fixed(time.TotalMicroseconds, 1);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Style(Type owner, string name)
    {
        using Stream stream = owner.Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
