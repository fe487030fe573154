using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Traces;

/// <summary>Puts samples on a regular grid: the step is the most common difference, small jitter is snapped, missing rows are gaps.</summary>
internal static class SampleGrid
{
    private const int MostSteps = 5_000_000;

    /// <summary>Share of a step by which a time stamp may miss its place on the grid.</summary>
    private const double LargestJitter = 0.25;

    /// <summary>Makes the series of a file.</summary>
    /// <param name="name">Name of the metric.</param>
    /// <param name="file">Path of the file, for messages.</param>
    /// <param name="samples">Its samples, in rising order of time.</param>
    /// <exception cref="InputException">There are too few samples, or they lie on no grid.</exception>
    public static TraceSeries ToSeries(string name, string file, IReadOnlyList<TraceSample> samples)
    {
        if (samples.Count < 2)
        {
            throw new InputException($"The trace file '{file}' has {samples.Count} samples; a replay needs at least {2 * ReplayWindow.FewestTicks}.");
        }

        TimeSpan step = StepOf(samples);
        DateTimeOffset start = StartOf(samples, step);
        long steps = Index(samples[^1].Time, start, step) + 1;
        if (steps > MostSteps)
        {
            throw new InputException(
                $"The trace file '{file}' spans {steps} steps of {step}, from {Rfc3339.Format(samples[0].Time)} to {Rfc3339.Format(samples[^1].Time)}; at most {MostSteps} can be replayed.");
        }

        double[] values = new double[steps];
        Array.Fill(values, double.NaN);
        TraceSample before = default;
        foreach (TraceSample sample in samples)
        {
            long index = Index(sample.Time, start, step);
            DateTimeOffset place = start + (index * step);
            if ((sample.Time - place).Duration() > step * LargestJitter)
            {
                throw new InputException(
                    $"Line {sample.Line} of the trace file '{file}' has the timestamp {Rfc3339.Format(sample.Time)}, which is off the grid of {step} that the other lines lie on: the nearest step is {Rfc3339.Format(place)}.");
            }

            if (!double.IsNaN(values[index]))
            {
                throw new InputException(
                    $"Lines {before.Line} and {sample.Line} of the trace file '{file}' lie in the same step of {step}: {Rfc3339.Format(before.Time)} and {Rfc3339.Format(sample.Time)}.");
            }

            values[index] = sample.Load;
            before = sample;
        }

        return new TraceSeries(name, start, step, values);
    }

    /// <summary>The most common difference; of equally common ones the shortest.</summary>
    private static TimeSpan StepOf(IReadOnlyList<TraceSample> samples)
    {
        TimeSpan shortest = TimeSpan.MaxValue;
        for (int i = 1; i < samples.Count; i++)
        {
            TimeSpan difference = samples[i].Time - samples[i - 1].Time;
            shortest = difference < shortest ? difference : shortest;
        }

        // Fractions of seconds would make every difference of a jittered series its own.
        long unit = shortest >= TimeSpan.FromSeconds(10) ? TimeSpan.TicksPerSecond : shortest >= TimeSpan.FromSeconds(1) ? TimeSpan.TicksPerMillisecond * 100 : 1;
        return Enumerable.Range(1, samples.Count - 1)
            .GroupBy(i => Math.Max(1, (long)Math.Round((double)(samples[i].Time - samples[i - 1].Time).Ticks / unit)) * unit)
            .Select(g => (Count: g.Count(), Step: g.Key))
            .OrderByDescending(g => g.Count).ThenBy(g => g.Step)
            .Select(g => TimeSpan.FromTicks(g.Step))
            .First();
    }

    /// <summary>Where the grid begins: at the first sample, corrected by the median of what the others miss that grid by.</summary>
    private static DateTimeOffset StartOf(IReadOnlyList<TraceSample> samples, TimeSpan step)
    {
        DateTimeOffset first = samples[0].Time;
        long[] misses = [.. samples.Select(s => (s.Time - first - (Index(s.Time, first, step) * step)).Ticks).Order()];
        return first + TimeSpan.FromTicks(misses[misses.Length / 2]);
    }

    private static long Index(DateTimeOffset time, DateTimeOffset start, TimeSpan step) =>
        (long)Math.Round((double)(time - start).Ticks / step.Ticks, MidpointRounding.AwayFromZero);
}
