using System.Globalization;
using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Quickstart.Report;

/// <summary>Draws need against capacity: what served, what stood by, and the switchovers that moved one to the other.</summary>
internal static class CapacityChart
{
    private const double Height = 330;
    private const int HoverStretches = 288;

    /// <summary>Draws the chart.</summary>
    /// <param name="result">The result.</param>
    public static string Draw(ComparisonResult result)
    {
        ReplayTrace trace = result.Trace;
        TimeSpan tick = trace.Clock.Tick;
        IReadOnlyList<PipelineReplayTick> ticks = result.Ticks;
        DateTimeOffset from = Time(ticks[0]);
        DateTimeOffset to = Time(ticks[^1]) + tick;
        int most = ticks.Max(t => Math.Max(t.Need, t.Serving + t.Shadow));
        var chart = new TimeChart("capacity", "Need and capacity in instances", from, to, Math.Min(most, 2.0 * trace.FleetCap) * 1.12, Height);
        double end = chart.X(to);
        IReadOnlyList<(double X, double Y)> live = Steps(t => t.Serving);
        IReadOnlyList<(double X, double Y)> both = Steps(t => t.Serving + t.Shadow);
        chart.Canvas.Path("shadow", Area(both, chart), chart.ClipId);
        chart.Canvas.Path("live", Area(live, chart), chart.ClipId);
        chart.Canvas.Path("live-edge", PathData.Line(live), chart.ClipId);
        chart.Canvas.Path("need", PathData.Line(Steps(t => t.Need)), chart.ClipId);
        DrawViolations(chart, ticks, Time, tick);
        DrawHover(chart, ticks, Time, tick);
        foreach (ReplayReleaseResult release in result.Mirror.Scored.Releases)
        {
            double x = chart.X(trace.Start + (release.Release.Tick * tick));
            chart.Canvas.Line("due", x, TimeChart.Ceiling, x, chart.Floor);
            chart.Canvas.Text("mark", x + 4, TimeChart.Ceiling + 10, $"release {release.Release.Generation}{(release.Release.IsBad ? ", bad" : "")} due");
        }

        foreach (SwitchoverState run in ScoredRuns.Of(result))
        {
            DrawRun(chart, run, ticks[Math.Clamp((int)((run.EnteredAt - from) / tick) + 1, 0, ticks.Count - 1)].Serving);
        }

        return chart.Canvas.Finish();

        DateTimeOffset Time(PipelineReplayTick t) => trace.Start + (t.Tick * tick);

        IReadOnlyList<(double X, double Y)> Steps(Func<PipelineReplayTick, int> value) =>
            PathData.Steps([.. ticks.Select(t => (chart.X(Time(t)), chart.Y(value(t))))], end);
    }

    private static string Area(IReadOnlyList<(double X, double Y)> line, TimeChart chart) =>
        PathData.Band(line, [(line[0].X, chart.Floor), (line[^1].X, chart.Floor)]);

    /// <summary>Where need was above what served: a strip along the floor.</summary>
    private static void DrawViolations(
        TimeChart chart, IReadOnlyList<PipelineReplayTick> ticks, Func<PipelineReplayTick, DateTimeOffset> time, TimeSpan tick)
    {
        for (int i = 0; i < ticks.Count; i++)
        {
            int first = i;
            while (i < ticks.Count && ticks[i].Need > ticks[i].Serving)
            {
                i++;
            }

            if (i > first)
            {
                double x = chart.X(time(ticks[first]));
                double minutes = (i - first) * tick.TotalMinutes;
                chart.Canvas.Box("short", x, chart.Floor - 5, Math.Max(1.5, chart.X(time(ticks[i - 1]) + tick) - x), 5, FormattableString.Invariant(
                    $"{time(ticks[first]):d MMM HH:mm}: short of need for {minutes:0} minutes"));
            }
        }
    }

    /// <summary>Invisible strips that tell the numbers when they are pointed at.</summary>
    private static void DrawHover(
        TimeChart chart, IReadOnlyList<PipelineReplayTick> ticks, Func<PipelineReplayTick, DateTimeOffset> time, TimeSpan tick)
    {
        foreach ((int first, int last) in Downsampling.Stretches(ticks.Count, HoverStretches))
        {
            PipelineReplayTick at = ticks[first];
            double x = chart.X(time(at));
            string title = string.Create(
                CultureInfo.InvariantCulture, $"{time(at):d MMM HH:mm}: need {at.Need}, live {at.Serving}, shadow {at.Shadow} ready and {at.Launching} on their way");
            chart.Canvas.Box("hover", x, TimeChart.Ceiling, chart.X(time(ticks[last - 1]) + tick) - x, chart.Floor - TimeChart.Ceiling, title);
        }
    }

    private static void DrawRun(TimeChart chart, SwitchoverState run, int serving)
    {
        double x = chart.X(run.EnteredAt);
        double y = chart.Y(serving);
        string title = ScoredRuns.Describe(run);
        if (run.Plan.Kind == SwitchoverKind.Replace)
        {
            chart.Canvas.Marker("replace", $"M{SvgCanvas.Number(x)} {SvgCanvas.Number(y - 14)}l6 6l-6 6l-6 -6z", title);
        }
        else if (run.Plan.Kind == SwitchoverKind.Join)
        {
            chart.Canvas.Marker("join", $"M{SvgCanvas.Number(x)} {SvgCanvas.Number(y - 11)}l4 8h-8z", title);
        }
        else
        {
            chart.Canvas.Marker("scale-in", $"M{SvgCanvas.Number(x)} {SvgCanvas.Number(y - 3)}l3 -6h-6z", title);
        }
    }
}
