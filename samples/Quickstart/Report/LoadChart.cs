using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Report;

/// <summary>Draws the load of one metric, and what was forecast of it.</summary>
internal static class LoadChart
{
    private const double Height = 270;
    private const double TallestBand = 1.6;

    /// <summary>Draws the chart.</summary>
    /// <param name="result">The result.</param>
    /// <param name="index">Index of the metric.</param>
    public static string Draw(ComparisonResult result, int index)
    {
        ReplayTrace trace = result.Trace;
        ReplayMetric metric = trace.Metrics[index];
        DateTimeOffset from = trace.Start + (trace.Window.EvaluatedStart * trace.Clock.Tick);
        DateTimeOffset to = trace.Start + (trace.Window.End * trace.Clock.Tick);
        (DateTimeOffset Time, double Load)[] loads =
            [.. Enumerable.Range(trace.Window.EvaluatedStart, trace.Window.EvaluatedTicks).Select(t => (trace.Start + (t * trace.Clock.Tick), metric.Loads[t]))];
        ForecastPoint[] forecasts = [.. result.Forecasts[index].Points.Where(p => p.Start >= from && p.Start < to)];

        // One wild forecast must not flatten everything else.
        double highest = loads.Max(l => l.Load);
        double band = forecasts.Select(f => f.Highest).DefaultIfEmpty(0).Max();
        var chart = new TimeChart($"load-{index}", $"Load and forecast of {metric.Name}", from, to, Math.Max(highest * 1.05, Math.Min(band, highest * TallestBand)), Height);
        DrawBands(chart, forecasts);
        (double, double)[] line = [.. Downsampling.Extremes(loads, l => l.Load).Select(l => (chart.X(l.Time + (trace.Clock.Tick / 2)), chart.Y(l.Load)))];
        chart.Canvas.Path("load", PathData.Line(line), chart.ClipId);
        return chart.Canvas.Finish();
    }

    private static void DrawBands(TimeChart chart, ForecastPoint[] forecasts)
    {
        ForecastPoint[] kept = [.. Downsampling.Stretches(forecasts.Length, Downsampling.MostPoints / 2).Select(s => Highest(forecasts[s.From..s.To]))];
        (double, double)[] At(Func<ForecastPoint, double> value) => [.. kept.Select(f => (chart.X(f.Start + (f.Step / 2)), chart.Y(value(f))))];
        chart.Canvas.Path("band-99", PathData.Band(At(f => f.Highest), At(f => f.High)), chart.ClipId);
        chart.Canvas.Path("band-90", PathData.Band(At(f => f.High), At(f => f.Median)), chart.ClipId);
        chart.Canvas.Path("median", PathData.Line(At(f => f.Median)), chart.ClipId);
    }

    private static ForecastPoint Highest(ForecastPoint[] stretch) => stretch.MaxBy(f => f.High);
}
