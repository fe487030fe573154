using System.Globalization;
using TopologyMirror.Durability;

namespace TopologyMirror.Quickstart.Report;

/// <summary>Draws the phases of a switchover as bars over the seconds since it was opened, and its effects as marks on them.</summary>
internal static class SwitchoverChart
{
    private const double Left = 120;
    private const double Right = 70;
    private const double RowHeight = 26;
    private const double Top = 8;
    private const double InSeconds = 180;

    /// <summary>Draws the chart.</summary>
    /// <param name="timeline">The switchover.</param>
    public static string Draw(SwitchoverTimeline timeline)
    {
        DateTimeOffset opened = timeline.Entries[0].At;
        IReadOnlyList<TimelinePhase> phases = timeline.Phases();
        double seconds = Math.Max((phases[^1].To - opened).TotalSeconds, 0.001);
        double bottom = Top + (phases.Count * RowHeight);
        var canvas = new SvgCanvas(TimeChart.Width, bottom + 26, $"Phases of run {timeline.Run.Plan.Run}");
        foreach (double mark in seconds <= InSeconds ? NiceScale.Marks(seconds, 8) : NiceScale.Marks(seconds / 60, 8).Select(m => m * 60))
        {
            canvas.Line("grid", X(mark), Top, X(mark), bottom);
            canvas.Text("mark middle", X(mark), bottom + 17, Mark(mark, seconds));
        }

        for (int row = 0; row < phases.Count; row++)
        {
            (string name, DateTimeOffset from, DateTimeOffset to) = phases[row];
            double y = Top + (row * RowHeight);
            double x = X((from - opened).TotalSeconds);
            double end = X((to - opened).TotalSeconds);
            string length = string.Create(CultureInfo.InvariantCulture, $"{(to - from).TotalSeconds:0.00} s");
            canvas.Text("mark end", Left - 10, y + 17, name);
            canvas.Box("phase", x, y + 5, Math.Max(3, end - x), RowHeight - 10, $"{name}: {length}");
            foreach (TimelineEntry effect in timeline.Entries.Where(e => e.Kind == JournalRecordKind.Intent && e.At >= from && e.At < to))
            {
                double at = X((effect.At - opened).TotalSeconds);
                canvas.Marker("effect", $"M{SvgCanvas.Number(at)} {SvgCanvas.Number(y + 6)}l7 7l-7 7l-7 -7z", effect.Text);
            }

            canvas.Text("mark", Math.Max(end, x + 3) + 12, y + 17, length);
        }

        return canvas.Finish();

        double X(double second) => Left + (second / seconds * (TimeChart.Width - Left - Right));
    }

    /// <summary>Seconds, and minutes where a run takes many.</summary>
    private static string Mark(double seconds, double all) => all <= InSeconds
        ? seconds.ToString("0.###", CultureInfo.InvariantCulture) + " s"
        : (seconds / 60).ToString("0.#", CultureInfo.InvariantCulture) + " min";
}
