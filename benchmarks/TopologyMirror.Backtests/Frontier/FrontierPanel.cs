using System.Globalization;
using TopologyMirror.Backtests.Sweep;

namespace TopologyMirror.Backtests.Frontier;

/// <summary>Draws one set. Both axes are logarithmic, that of what is paid in paid ÷ need; no violations have a line of their own below.</summary>
internal sealed class FrontierPanel
{
    /// <summary>Width of a panel, margins included.</summary>
    public const double Width = 640;

    /// <summary>Height of a panel, margins included.</summary>
    public const double Height = 500;

    private const double Left = 66;
    private const double Right = 20;
    private const double Top = 40;
    private const double Bottom = 60;
    private const double NothingBand = 30;
    private const double NameSize = 12;
    private const double SettingSize = 10;

    private static readonly double[] OverMarks = [0, 100, 50, 200, 25, 400, 10, 800, 300, 1600, 150, 75, 600, 15, 20, 30, 40, 5, -50, -25, -75];

    private readonly string _name;
    private readonly IReadOnlyList<FrontierSeries> _series;
    private readonly double _x;
    private readonly double _y;
    private readonly bool _hasNothing;
    private readonly FrontierScale _paid;
    private readonly FrontierScale _violations;

    private FrontierPanel(string name, IReadOnlyList<BacktestRun> runs, double x, double y)
    {
        _name = name;
        _series = FrontierSeries.Of(runs);
        (_x, _y) = (x, y);
        FrontierPoint[] points = [.. _series.SelectMany(s => s.Points)];
        _hasNothing = Array.Exists(points, p => p.ViolationPercent <= 0);
        double[] some = [.. points.Select(p => p.ViolationPercent).Where(v => v > 0).DefaultIfEmpty(1)];
        double bottom = y + Height - Bottom - (_hasNothing ? NothingBand : 0);
        _violations = new FrontierScale(some.Min() / 1.5, Math.Max(some.Max(), some.Min() * 3) * 1.4, bottom, y + Top);
        double[] paid = [.. points.Select(p => p.PaidPerNeed)];
        _paid = new FrontierScale(paid.Min() / 1.04, Math.Max(paid.Max(), paid.Min() * 1.1) * 1.06, x + Left, x + Width - Right);
    }

    private double Floor => _y + Height - Bottom;

    /// <summary>Draws it.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="name">Name of the set.</param>
    /// <param name="runs">Its runs, by the same policies; at least one.</param>
    /// <param name="x">Left end of the panel.</param>
    /// <param name="y">Upper end of the panel.</param>
    public static void Draw(SvgText svg, string name, IReadOnlyList<BacktestRun> runs, double x, double y)
    {
        var panel = new FrontierPanel(name, runs, x, y);
        panel.DrawAxes(svg, runs);
        panel.DrawSeries(svg);
        panel.DrawNames(svg);
    }

    private void DrawAxes(SvgText svg, IReadOnlyList<BacktestRun> runs)
    {
        int traces = runs.DistinctBy(r => r.Trace).Count();
        svg.Text(_x + Left, _y + 24, $"{_name} · {traces} {(traces == 1 ? "trace" : "traces")}", 15, isBold: true);
        foreach (double mark in _violations.Decades(26))
        {
            Mark(svg, _violations.At(mark), mark.ToString("0.####", CultureInfo.InvariantCulture));
        }

        if (_hasNothing)
        {
            Mark(svg, Floor - (NothingBand / 3), "0");
        }

        foreach (double mark in _paid.Spread([.. OverMarks.Select(over => 1 + (over / 100))], 44))
        {
            double x = _paid.At(mark);
            svg.Line([(x, _y + Top), (x, Floor)], "#e2e2e2", 1);
            svg.Text(x, Floor + 18, Math.Round(100 * (mark - 1)).ToString("0", CultureInfo.InvariantCulture), anchor: "middle");
        }

        svg.Line([(_x + Left, _y + Top), (_x + Left, Floor), (_x + Width - Right, Floor)], "#000", 1.2);
        svg.Text(_x + Left + ((Width - Left - Right) / 2), Floor + 40, "paid over need, % of instance-hours (log of paid ÷ need)", 13, "middle");
        svg.Text(_x + 18, _y + Top + ((Height - Top - Bottom) / 2), "violation minutes, % (log)", 13, "middle", turn: -90);
    }

    private void Mark(SvgText svg, double y, string text)
    {
        svg.Line([(_x + Left, y), (_x + Width - Right, y)], "#e2e2e2", 1);
        svg.Text(_x + Left - 8, y + 4, text, anchor: "end");
    }

    private void DrawSeries(SvgText svg)
    {
        foreach (FrontierSeries series in _series)
        {
            var style = FrontierStyle.Of(series.Family);
            if (series.Points.Count > 1)
            {
                svg.Line(Places(series), style.Colour, style.Width, style.Dash);
            }

            foreach (FrontierPoint p in series.Points)
            {
                (double x, double y) = PlaceOf(p);
                svg.Dot(x, y, series.Family == PolicyCatalog.Mirror ? 5 : 3.2, style, TableText.Of(
                    $"{p.Policy.Name}: {p.ViolationPercent:0.00} % violations, {100 * (p.PaidPerNeed - 1):0} % over need"));
            }
        }
    }

    /// <summary>Ours is named first, then what has the fewest dots to stand beside; settings only where there is room left.</summary>
    private void DrawNames(SvgText svg)
    {
        var room = new LabelRoom(new LabelBox(_x + Left + 3, _y + Top, Width - Left - Right - 3, Height - Top - Bottom - 3));
        foreach (FrontierSeries series in _series)
        {
            room.Avoid(Places(series));
        }

        foreach (FrontierSeries series in _series.OrderBy(s => s.Family == PolicyCatalog.Mirror ? 0 : s.Points.Count))
        {
            var style = FrontierStyle.Of(series.Family);
            if (room.Take(Places(series), series.Family, NameSize) is not { } place)
            {
                continue;
            }

            (double toX, double toY) = (Math.Clamp(place.Anchor.X, place.Box.Left, place.Box.Left + place.Box.Width), Math.Clamp(place.Anchor.Y, place.Box.Top, place.Box.Top + place.Box.Height));
            if (Math.Abs(toX - place.Anchor.X) + Math.Abs(toY - place.Anchor.Y) > 16)
            {
                svg.Line([place.Anchor, (toX, toY)], style.Colour, 0.8);
            }

            svg.Text(place.Box.Left + (place.Box.Width / 2), place.Box.Top + NameSize, series.Family, NameSize, "middle", style.Colour, series.Family == PolicyCatalog.Mirror);
        }

        foreach (FrontierPoint p in _series.Where(s => s.Points.Count > 1 && !IsPool(s)).Reverse().SelectMany(s => s.Points))
        {
            string setting = p.Policy.Risk is { } risk ? TableText.Of($"{100 * risk:0.##} %") : TableText.Of($"+{p.Policy.Headroom} %");
            if (room.Take([PlaceOf(p)], setting, SettingSize, farthest: 14, mayCross: false) is { } place)
            {
                svg.Text(place.Box.Left + (place.Box.Width / 2), place.Box.Top + SettingSize, setting, SettingSize, "middle", FrontierStyle.Of(p.Policy.Family).Colour);
            }
        }
    }

    /// <summary>Pools have the headrooms of the reactive rule beside them; once is enough.</summary>
    private static bool IsPool(FrontierSeries series) => series.Family.StartsWith(PolicyCatalog.WarmPool, StringComparison.Ordinal);

    private (double X, double Y)[] Places(FrontierSeries series) => [.. series.Points.Select(PlaceOf)];

    private (double X, double Y) PlaceOf(FrontierPoint p) =>
        (_paid.At(p.PaidPerNeed), p.ViolationPercent > 0 ? _violations.At(p.ViolationPercent) : Floor - (NothingBand / 3));
}
