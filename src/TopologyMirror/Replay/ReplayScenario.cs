namespace TopologyMirror.Replay;

/// <summary>A trace with the events of a variant, ready to be replayed by every policy alike. Immutable.</summary>
public sealed class ReplayScenario
{
    private ReplayScenario(ReplayTrace trace, IReadOnlyList<TraceSeries> series, ReplayEvents events)
    {
        Trace = trace;
        Series = series;
        Events = events;
    }

    /// <summary>The trace, with the load as the variant has it.</summary>
    public ReplayTrace Trace { get; }

    /// <summary>The series of the trace, with the load as the variant has it.</summary>
    public IReadOnlyList<TraceSeries> Series { get; }

    /// <summary>The events.</summary>
    public ReplayEvents Events { get; }

    /// <summary>Prepares a trace and draws its events. What changes load changes scored ticks only, so the load per instance stays.</summary>
    /// <param name="series">The series, as they were recorded.</param>
    /// <param name="seed">The seed of the events.</param>
    /// <param name="variant">Which events.</param>
    /// <param name="settings">What the user chose; null for the defaults.</param>
    /// <exception cref="InvalidTraceException">The trace is too short, or its series have no time in common.</exception>
    public static ReplayScenario Create(
        IReadOnlyList<TraceSeries> series, int seed, ReplayEventVariant variant, ReplayTraceSettings? settings = null)
    {
        ReplayTrace recorded = ReplayTrace.Create(series, settings);
        ReplayEvents events = ReplayEvents.Draw(recorded, seed, variant);
        IReadOnlyList<TraceSeries> changed = events.Change(recorded, series);
        return new ReplayScenario(ReferenceEquals(changed, series) ? recorded : ReplayTrace.Create(changed, settings), changed, events);
    }
}
