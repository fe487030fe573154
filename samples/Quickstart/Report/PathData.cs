using System.Text;

namespace TopologyMirror.Quickstart.Report;

/// <summary>Makes the data of SVG paths.</summary>
internal static class PathData
{
    /// <summary>A line through points.</summary>
    /// <param name="points">The points.</param>
    public static string Line(IEnumerable<(double X, double Y)> points)
    {
        var data = new StringBuilder();
        foreach ((double x, double y) in points)
        {
            data.Append(data.Length == 0 ? 'M' : 'L').Append(SvgCanvas.Number(x)).Append(' ').Append(SvgCanvas.Number(y));
        }

        return data.ToString();
    }

    /// <summary>The area between two lines of the same points in X.</summary>
    /// <param name="upper">The upper line.</param>
    /// <param name="lower">The lower line.</param>
    public static string Band(IReadOnlyList<(double X, double Y)> upper, IReadOnlyList<(double X, double Y)> lower) =>
        upper.Count == 0 ? "" : Line(upper.Concat(lower.Reverse())) + "z";

    /// <summary>Points of a stepped line: a value holds until the next, equal neighbours are one step.</summary>
    /// <param name="steps">Where each value begins, and how high it is.</param>
    /// <param name="end">Where the last one ends.</param>
    public static IReadOnlyList<(double X, double Y)> Steps(IReadOnlyList<(double X, double Y)> steps, double end)
    {
        var points = new List<(double X, double Y)>();
        for (int i = 0; i < steps.Count; i++)
        {
            if (i > 0 && steps[i].Y.Equals(steps[i - 1].Y))
            {
                continue;
            }

            if (i > 0)
            {
                points.Add((steps[i].X, points[^1].Y));
            }

            points.Add(steps[i]);
        }

        if (points.Count > 0)
        {
            points.Add((end, points[^1].Y));
        }

        return points;
    }

    /// <summary>A circle.</summary>
    /// <param name="x">Its middle.</param>
    /// <param name="y">Its middle.</param>
    /// <param name="radius">Its radius.</param>
    public static string Circle(double x, double y, double radius)
    {
        string r = SvgCanvas.Number(radius);
        return $"M{SvgCanvas.Number(x - radius)} {SvgCanvas.Number(y)}a{r} {r} 0 1 0 {SvgCanvas.Number(2 * radius)} 0a{r} {r} 0 1 0 {SvgCanvas.Number(-2 * radius)} 0z";
    }
}
