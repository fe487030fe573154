using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;
using TopologyMirror.Quickstart.Report;

namespace TopologyMirror.ForecastTuning.Report;

/// <summary>Draws the last day: what was forecast, one forecast after the other, and what came.</summary>
internal static class FanChart
{
    private const double Height = 320;
    private const double TallestFan = 1.5;

    private static readonly (string Style, double Low, double High)[] Bands = [("band-99", 0.01, 0.99), ("band-90", 0.05, 0.95), ("band-50", 0.25, 0.75)];

    /// <summary>Draws the chart.</summary>
    /// <param name="history">What came.</param>
    /// <param name="forecasts">What was forecast.</param>
    public static string Draw(LoadHistory history, IReadOnlyList<LoadForecast> forecasts)
    {
        int first = FanForecast.FirstShown(history);
        int[] shown = [.. Enumerable.Range(first, history.Count - first)];
        double highest = shown.Select(history.ValueAt).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        double fan = forecasts.SelectMany(f => Enumerable.Range(1, f.Steps).Select(step => f.Quantile(step, 0.99))).DefaultIfEmpty(0).Max();
        var chart = new TimeChart("fan", "Forecasts of the last day, and what came", history.TimeAt(first), history.End, Math.Max(highest, Math.Min(fan, highest * TallestFan)) * 1.05, Height);
        foreach (LoadForecast forecast in forecasts)
        {
            foreach ((string style, double low, double high) in Bands)
            {
                chart.Canvas.Path(style, PathData.Band(Quantiles(chart, forecast, high), Quantiles(chart, forecast, low)), chart.ClipId);
            }

            chart.Canvas.Path("median", PathData.Line(Quantiles(chart, forecast, 0.5)), chart.ClipId);
            double x = chart.X(forecast.Origin);
            chart.Canvas.Line("issued", x, chart.Floor - 5, x, chart.Floor);
        }

        foreach (IReadOnlyList<(double, double)> stretch in Stretches(chart, history, shown))
        {
            chart.Canvas.Path("load", PathData.Line(stretch), chart.ClipId);
        }

        return chart.Canvas.Finish();
    }

    /// <summary>A quantile at the middle of each step, held to the forecast's ends.</summary>
    private static IReadOnlyList<(double X, double Y)> Quantiles(TimeChart chart, LoadForecast forecast, double level)
    {
        (double X, double Y)[] middles =
        [
            .. Enumerable.Range(1, forecast.Steps).Select(step => (chart.X(forecast.Origin + ((step - 0.5) * forecast.Step)), chart.Y(forecast.Quantile(step, level)))),
        ];
        return [(chart.X(forecast.Origin), middles[0].Y), .. middles, (chart.X(forecast.Origin + (forecast.Steps * forecast.Step)), middles[^1].Y)];
    }

    private static IEnumerable<IReadOnlyList<(double X, double Y)>> Stretches(TimeChart chart, LoadHistory history, int[] shown)
    {
        var stretch = new List<(double, double)>();
        foreach (int i in shown)
        {
            if (double.IsFinite(history.ValueAt(i)))
            {
                stretch.Add((chart.X(history.TimeAt(i) + (history.Step / 2)), chart.Y(history.ValueAt(i))));
            }
            else if (stretch.Count > 0)
            {
                yield return stretch;
                stretch = [];
            }
        }

        if (stretch.Count > 0)
        {
            yield return stretch;
        }
    }
}
