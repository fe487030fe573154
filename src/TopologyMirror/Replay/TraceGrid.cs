namespace TopologyMirror.Replay;

/// <summary>Puts series of different steps on one clock.</summary>
internal static class TraceGrid
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestHeld = TimeSpan.FromMinutes(5);

    /// <summary>A minute where every step is shorter, or is held on it; else the longest step.</summary>
    public static TimeSpan TickOf(IReadOnlyList<TraceSeries> series)
    {
        bool onMinutes = series.All(s => s.Step <= Minute || (s.Step <= LongestHeld && s.Step.Ticks % Minute.Ticks == 0));
        return onMinutes ? Minute : series.Max(s => s.Step);
    }

    /// <summary>
    /// One value per tick: the mean of the samples that begin in it, or, where steps are longer than a tick, the sample that it lies in.
    /// <see cref="double.NaN"/> where there is none.
    /// </summary>
    public static double[] Project(TraceSeries series, ReadOnlySpan<double> values, DateTimeOffset start, TimeSpan tick, int ticks)
    {
        double[] projected = new double[ticks];
        long step = series.Step.Ticks;
        long offset = (start - series.Start).Ticks;
        for (int t = 0; t < ticks; t++)
        {
            long from = offset + (t * tick.Ticks);
            projected[t] = series.Step > tick
                ? values[(int)(from / step)]
                : Mean(values, (from + step - 1) / step, (from + tick.Ticks + step - 1) / step);
        }

        return projected;
    }

    /// <summary>Replaces gaps by a straight line between their neighbours; those at an end by the nearest value.</summary>
    public static double[] Fill(ReadOnlySpan<double> values)
    {
        double[] filled = values.ToArray();
        int before = -1;
        for (int i = 0; i < filled.Length; i++)
        {
            if (double.IsNaN(filled[i]))
            {
                continue;
            }

            for (int gap = before + 1; gap < i; gap++)
            {
                filled[gap] = before < 0 ? filled[i] : filled[before] + ((filled[i] - filled[before]) * (gap - before) / (i - before));
            }

            before = i;
        }

        filled.AsSpan(before + 1).Fill(before < 0 ? double.NaN : filled[before]);
        return filled;
    }

    private static double Mean(ReadOnlySpan<double> values, long from, long to)
    {
        double sum = 0;
        int count = 0;
        for (long i = from; i < Math.Min(to, values.Length); i++)
        {
            double value = values[(int)i];
            if (!double.IsNaN(value))
            {
                sum += value;
                count++;
            }
        }

        return count == 0 ? double.NaN : sum / count;
    }
}
