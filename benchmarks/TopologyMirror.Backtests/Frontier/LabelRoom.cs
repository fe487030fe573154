namespace TopologyMirror.Backtests.Frontier;

/// <summary>Finds room for texts beside dots: over no text and no dot, and over as few lines as can be. Not thread-safe.</summary>
/// <param name="bounds">The area that texts stay in.</param>
internal sealed class LabelRoom(LabelBox bounds)
{
    private const double CharacterShare = 0.58;
    private const double LineShare = 1.25;
    private const double DotRadius = 5;
    private const double SampleDistance = 4;
    private const double CrossingCost = 7;

    private static readonly double[] Distances = [9, 14, 20, 28, 38, 50, 64, 80, 100, 125, 155];
    private static readonly (double X, double Y)[] Directions =
        [.. Enumerable.Range(0, 16).Select(i => (Math.Cos(i * Math.PI / 8), Math.Sin(i * Math.PI / 8)))];

    private readonly List<(double X, double Y)> _dots = [];
    private readonly List<(double X, double Y)> _onLines = [];
    private readonly List<LabelBox> _taken = [];

    /// <summary>Adds the dots of a line, and the line between them.</summary>
    /// <param name="points">The dots.</param>
    public void Avoid(IReadOnlyList<(double X, double Y)> points)
    {
        _dots.AddRange(points);
        foreach (((double x1, double y1), (double x2, double y2)) in points.Zip(points.Skip(1)))
        {
            int samples = (int)(Math.Sqrt(((x2 - x1) * (x2 - x1)) + ((y2 - y1) * (y2 - y1))) / SampleDistance) + 1;
            _onLines.AddRange(Enumerable.Range(0, samples).Select(i => (x1 + ((x2 - x1) * i / samples), y1 + ((y2 - y1) * i / samples))));
        }
    }

    /// <summary>Finds room beside one of some dots and takes it.</summary>
    /// <param name="anchors">The dots, any of which will do.</param>
    /// <param name="text">The text.</param>
    /// <param name="size">Size of its letters.</param>
    /// <param name="farthest">How far from its dot it may stand.</param>
    /// <param name="mayCross">Whether it may stand on lines where nothing better is near.</param>
    /// <returns>Where it stands, and the dot; null where there is no room.</returns>
    public (LabelBox Box, (double X, double Y) Anchor)? Take(
        IReadOnlyList<(double X, double Y)> anchors, string text, double size, double farthest = double.PositiveInfinity, bool mayCross = true)
    {
        (double Cost, LabelBox Box, (double X, double Y) Anchor)? best = null;
        foreach ((double X, double Y) anchor in anchors)
        {
            foreach (double distance in Distances.Where(d => d <= farthest))
            {
                foreach ((double x, double y) in Directions)
                {
                    LabelBox box = Beside(anchor, x, y, distance, text, size);
                    if (!IsFree(box))
                    {
                        continue;
                    }

                    int crossed = _onLines.Count(p => box.Holds(p.X, p.Y, 1));
                    double cost = distance + (CrossingCost * crossed);
                    if ((mayCross || crossed == 0) && !(cost >= best?.Cost))
                    {
                        best = (cost, box, anchor);
                    }
                }
            }
        }

        if (best is not { } found)
        {
            return null;
        }

        _taken.Add(found.Box);
        return (found.Box, found.Anchor);
    }

    /// <summary>The box whose nearest side or corner lies in a direction from a dot.</summary>
    private static LabelBox Beside((double X, double Y) dot, double x, double y, double distance, string text, double size)
    {
        double width = text.Length * size * CharacterShare;
        double height = size * LineShare;
        double centreX = dot.X + (x * (distance + (width / 2)));
        double centreY = dot.Y + (y * (distance + (height / 2)));
        return new LabelBox(centreX - (width / 2), centreY - (height / 2), width, height);
    }

    private bool IsFree(LabelBox box) =>
        box.Left >= bounds.Left && box.Top >= bounds.Top
        && box.Left + box.Width <= bounds.Left + bounds.Width && box.Top + box.Height <= bounds.Top + bounds.Height
        && !_taken.Exists(box.Meets) && !_dots.Exists(d => box.Holds(d.X, d.Y, DotRadius));
}
