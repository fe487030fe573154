namespace TopologyMirror.Quickstart.Report;

/// <summary>Thins series out to what a screen can show, without hiding what matters.</summary>
internal static class Downsampling
{
    /// <summary>Points that a line may have.</summary>
    public const int MostPoints = 1100;

    /// <summary>Keeps the lowest and the highest of every stretch, in the order in which they came: peaks stay.</summary>
    /// <typeparam name="T">The points.</typeparam>
    /// <param name="points">The points.</param>
    /// <param name="value">Their values.</param>
    public static IReadOnlyList<T> Extremes<T>(IReadOnlyList<T> points, Func<T, double> value)
    {
        if (points.Count <= MostPoints)
        {
            return points;
        }

        var kept = new List<T>(MostPoints);
        foreach ((int from, int to) in Stretches(points.Count, MostPoints / 2))
        {
            int lowest = from;
            int highest = from;
            for (int i = from; i < to; i++)
            {
                lowest = value(points[i]) < value(points[lowest]) ? i : lowest;
                highest = value(points[i]) > value(points[highest]) ? i : highest;
            }

            kept.Add(points[Math.Min(lowest, highest)]);
            if (lowest != highest)
            {
                kept.Add(points[Math.Max(lowest, highest)]);
            }
        }

        return kept;
    }

    /// <summary>Divides a number of points into stretches of nearly equal length; start inclusive, end exclusive.</summary>
    /// <param name="count">The number of points.</param>
    /// <param name="most">The number of stretches at most.</param>
    public static IEnumerable<(int From, int To)> Stretches(int count, int most)
    {
        int stretches = Math.Min(count, most);
        for (int i = 0; i < stretches; i++)
        {
            yield return ((int)((long)count * i / stretches), (int)((long)count * (i + 1) / stretches));
        }
    }
}
