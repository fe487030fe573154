using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Traces;

/// <summary>Puts samples on a regular grid: the step is the most common difference, small jitter is snapped, missing rows are gaps.</summary>
internal static class SampleGrid
{
    private const int MostSteps = 5_000_000;

    /// <summary>Share of a step by which a time stamp may miss its place on the grid.</summary>
    private const double LargestJitter = 0.25;

    /// <summary>Share by which the most common difference may miss a usual step that is meant.</summary>
    private const double LargestScatter = 0.05;

    private static readonly TimeSpan[] UsualSteps =
    [
        .. new[] { 1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 14400, 21600 }.Select(s => TimeSpan.FromSeconds(s)),
    ];

    /// <summary>Makes the series of a file.</summary>
    /// <param name="name">Name of the metric.</param>
    /// <param name="file">Path of the file, for messages.</param>
    /// <param name="samples">Its samples, in rising order of time.</param>
    /// <exception cref="InputException">There are too few samples, or they lie on no grid.</exception>
    public static TraceSeries ToSeries(string name, string file, IReadOnlyList<TraceSample> samples)
    {
        if (samples.Count < 2)
        {
            throw new InputException($"The trace file '{file}' has {samples.Count} sample{(samples.Count == 1 ? "" : "s")}; a replay needs at least {2 * ReplayWindow.FewestTicks}.");
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

    /// <summary>The most common difference; where differences scatter around a usual step, that step.</summary>
    private static TimeSpan StepOf(IReadOnlyList<TraceSample> samples)
    {
        TimeSpan[] differences = [.. Enumerable.Range(1, samples.Count - 1).Select(i => samples[i].Time - samples[i - 1].Time)];
        TimeSpan median = differences.Order().ElementAt((differences.Length - 1) / 2);
        IGrouping<TimeSpan, TimeSpan> most = differences.GroupBy(d => d).OrderByDescending(g => g.Count()).ThenBy(g => (g.Key - median).Duration()).First();

        // Where fractions of seconds make nearly every difference its own, none of them is common.
        TimeSpan common = most.Count() > differences.Length / 10 ? most.Key : median;
        bool scatters = differences.Any(d => d.Ticks % common.Ticks != 0);
        TimeSpan usual = UsualSteps.MinBy(u => (u - common).Duration());
        return scatters && (usual - common).Duration() <= usual * LargestScatter ? usual : common;
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
