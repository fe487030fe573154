using System.Globalization;
using TopologyMirror.Quickstart.Output;

namespace TopologyMirror.Quickstart.Report;

/// <summary>A picture with time to the right and a quantity, from 0, upwards: its frame, its marks and its scales. Not thread-safe.</summary>
internal sealed class TimeChart
{
    /// <summary>Width of every chart; its height is what makes it.</summary>
    public const double Width = 1120;

    private const double Left = 58;
    private const double Right = 12;
    private const double Top = 12;
    private const double Bottom = 26;

    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _to;
    private readonly double _most;
    private readonly double _height;

    /// <summary>Draws the frame.</summary>
    /// <param name="id">Id of the chart within the page.</param>
    /// <param name="label">What it shows.</param>
    /// <param name="from">Its left end.</param>
    /// <param name="to">Its right end.</param>
    /// <param name="most">Its upper end; 1 when it is not positive.</param>
    /// <param name="height">Its height.</param>
    public TimeChart(string id, string label, DateTimeOffset from, DateTimeOffset to, double most, double height)
    {
        (_from, _to, _most, _height) = (from, to, most > 0 && double.IsFinite(most) ? most : 1, height);
        Canvas = new SvgCanvas(Width, height, label);
        ClipId = id + "-clip";
        Canvas.Clip(ClipId, Left, Top, Width - Left - Right, height - Top - Bottom);
        DrawMarks();
    }

    /// <summary>What is drawn on.</summary>
    public SvgCanvas Canvas { get; }

    /// <summary>Id of the clip that keeps drawings within the frame.</summary>
    public string ClipId { get; }

    /// <summary>Height of the line of zero.</summary>
    public double Floor => _height - Bottom;

    /// <summary>Height of the upper end.</summary>
    public static double Ceiling => Top;

    /// <summary>Where a time lies.</summary>
    /// <param name="time">The time.</param>
    public double X(DateTimeOffset time) => Left + ((time - _from) / (_to - _from) * (Width - Left - Right));

    /// <summary>Where a quantity lies.</summary>
    /// <param name="value">The quantity.</param>
    public double Y(double value) => Floor - (Math.Clamp(value / _most, -0.1, 1.5) * (Floor - Top));

    private void DrawMarks()
    {
        foreach (double mark in NiceScale.Marks(_most, 5))
        {
            Canvas.Line("grid", Left, Y(mark), Width - Right, Y(mark));
            Canvas.Text("mark end", Left - 8, Y(mark) + 4, mark == Math.Floor(mark) && mark < 1e9 ? mark.ToString("#,0", CultureInfo.InvariantCulture) : NumberText.Load(mark));
        }

        foreach (DateTimeOffset mark in NiceScale.Marks(_from, _to, 12))
        {
            bool isDay = mark.TimeOfDay == TimeSpan.Zero;
            Canvas.Line("grid", X(mark), Top, X(mark), Floor);
            double x = Math.Clamp(X(mark), Left + 20, Width - Right - 20);
            Canvas.Text(isDay ? "mark middle day" : "mark middle", x, Floor + 17, mark.ToString(isDay ? "d MMM" : "HH:mm", CultureInfo.InvariantCulture));
        }
    }
}
