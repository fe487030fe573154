namespace TopologyMirror.Quickstart.Report;

/// <summary>Finds room for names beside dots. Not thread-safe.</summary>
/// <param name="width">Width of the picture.</param>
/// <param name="bottom">Lowest baseline.</param>
/// <param name="dots">The dots, which names must not cover.</param>
internal sealed class LabelPlaces(double width, double bottom, IReadOnlyList<(double X, double Y)> dots)
{
    private const double CharacterWidth = 6.7;
    private const double LineHeight = 14;

    private static readonly (double X, double Y)[] Offsets = [(9, -8), (-9, -8), (9, -24), (-9, -24), (9, 18), (-9, 18), (9, -40), (-9, -40), (9, -56), (-9, -56), (9, 34), (-9, 34), (9, 50), (-9, 50), (9, -72), (-9, -72)];

    private readonly List<(double Left, double Right, double Baseline)> _taken = [];

    /// <summary>Finds room; when there is none, the name goes where it would go first.</summary>
    /// <param name="x">The dot.</param>
    /// <param name="y">The dot.</param>
    /// <param name="text">The name.</param>
    /// <returns>Left end and baseline of the name.</returns>
    public (double X, double Y) Take(double x, double y, string text)
    {
        double length = text.Length * CharacterWidth;
        (double Left, double Right, double Baseline)[] places =
            [.. Offsets.Select(o => o.X > 0 ? (x + o.X, x + o.X + length, y + o.Y) : (x + o.X - length, x + o.X, y + o.Y))];
        (double Left, double Right, double Baseline) place = places.FirstOrDefault(IsFree, places[0]);
        _taken.Add(place);
        return (place.Left, place.Baseline);
    }

    private bool IsFree((double Left, double Right, double Baseline) place) =>
        place.Left > 0 && place.Right < width && place.Baseline > LineHeight && place.Baseline < bottom
        && !_taken.Any(t => t.Left < place.Right && place.Left < t.Right && Math.Abs(t.Baseline - place.Baseline) < LineHeight)
        && !dots.Any(d => d.X > place.Left - 4 && d.X < place.Right + 4 && d.Y > place.Baseline - LineHeight && d.Y < place.Baseline + 4);
}
