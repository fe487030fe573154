using System.Collections.Immutable;

namespace TopologyMirror.Replay;

/// <summary>What happens in a replay besides its load: a function of the trace, a seed and a variant. Immutable.</summary>
public sealed record ReplayEvents
{
    /// <summary>No events.</summary>
    public static ReplayEvents None { get; } = new();

    /// <summary>Which events there are.</summary>
    public ReplayEventVariant Variant { get; init; } = ReplayEventVariant.None;

    /// <summary>The releases, oldest first; generations rise by one.</summary>
    public ImmutableArray<ReplayRelease> Releases { get; init; } = [];

    /// <summary>First tick in which no launch is accepted; equal to <see cref="NoCapacityTo"/> where there is none.</summary>
    public int NoCapacityFrom { get; init; }

    /// <summary>End of the ticks in which no launch is accepted, exclusive.</summary>
    public int NoCapacityTo { get; init; }

    /// <summary>What is done to the recorded load, the same for every policy; the stretches do not overlap.</summary>
    public ImmutableArray<ReplayLoadChange> LoadChanges { get; init; } = [];

    /// <summary>
    /// Draws the events of a trace. Each of the two releases has its half of the scored time: it falls due no earlier than half an hour
    /// after the start of that half, and 2 hours before its end, so that it can be finished. A trace with too little time for two has one
    /// or none. Where samples are held, what changes load begins with a sample.
    /// </summary>
    /// <param name="trace">The trace, as it was recorded.</param>
    /// <param name="seed">The seed; draws differ by trace as well.</param>
    /// <param name="variant">Which events.</param>
    public static ReplayEvents Draw(ReplayTrace trace, int seed, ReplayEventVariant variant)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return variant == ReplayEventVariant.None ? None : new EventDraws(trace, seed).Draw(variant);
    }

    /// <summary>True when no launch is accepted.</summary>
    /// <param name="tick">The tick, counted from the start of the trace.</param>
    public bool IsWithoutCapacity(int tick) => tick >= NoCapacityFrom && tick < NoCapacityTo;

    /// <summary>The configuration that the cluster should run, as far as releases go; 0 before the first.</summary>
    /// <param name="tick">The tick, counted from the start of the trace.</param>
    public int DesiredGeneration(int tick)
    {
        int generation = 0;
        foreach (ReplayRelease release in Releases)
        {
            generation = release.Tick <= tick ? release.Generation : generation;
        }

        return generation;
    }

    /// <summary>True when instances of a generation fail under traffic.</summary>
    /// <param name="generation">The generation.</param>
    public bool IsBad(int generation)
    {
        foreach (ReplayRelease release in Releases)
        {
            if (release.Generation == generation)
            {
                return release.IsBad;
            }
        }

        return false;
    }

    /// <summary>The recorded load with <see cref="LoadChanges"/> carried out: a sample is multiplied when it begins in one of the stretches.</summary>
    /// <param name="trace">The trace, as it was recorded.</param>
    /// <param name="series">The series that it was made of.</param>
    public IReadOnlyList<TraceSeries> Change(ReplayTrace trace, IReadOnlyList<TraceSeries> series)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(series);
        return LoadChanges.IsEmpty
            ? series
            : [.. series.Select(s => new TraceSeries(s.Name, s.Start, s.Step, s.Values.Select((x, i) => x * FactorAt(trace, s.Start + (i * s.Step)))))];
    }

    private double FactorAt(ReplayTrace trace, DateTimeOffset time)
    {
        foreach (ReplayLoadChange change in LoadChanges)
        {
            if (time >= trace.Start + (change.From * trace.Clock.Tick) && time < trace.Start + (change.To * trace.Clock.Tick))
            {
                return change.Factor;
            }
        }

        return 1;
    }
}
