namespace TopologyMirror.Quickstart.Report;

/// <summary>Round numbers and times for the marks of an axis.</summary>
internal static class NiceScale
{
    private static readonly TimeSpan[] Distances =
    [
        .. new double[] { 1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7 * 1440, 14 * 1440, 28 * 1440 }.Select(TimeSpan.FromMinutes),
    ];

    /// <summary>Multiples of 1, 2 or 5 times a power of ten, from 0 up to at most <paramref name="most"/>.</summary>
    /// <param name="most">The end of the axis; positive.</param>
    /// <param name="count">About how many.</param>
    public static IReadOnlyList<double> Marks(double most, int count)
    {
        double raw = most / count;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double distance = power * (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        return [.. Enumerable.Range(0, (int)(most / distance * (1 + 1e-9)) + 1).Select(i => i * distance)];
    }

    /// <summary>Round times within a span.</summary>
    /// <param name="from">Start of the span.</param>
    /// <param name="to">Its end.</param>
    /// <param name="count">About how many at most.</param>
    public static IReadOnlyList<DateTimeOffset> Marks(DateTimeOffset from, DateTimeOffset to, int count)
    {
        TimeSpan distance = Distances.FirstOrDefault(d => (to - from) / d <= count, Distances[^1]);
        long first = ((from.UtcTicks + distance.Ticks - 1) / distance.Ticks) * distance.Ticks;
        var marks = new List<DateTimeOffset>();
        for (long at = first; at <= to.UtcTicks; at += distance.Ticks)
        {
            marks.Add(new DateTimeOffset(at, TimeSpan.Zero));
        }

        return marks;
    }
}
