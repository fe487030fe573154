namespace TopologyMirror.Capacity;

/// <summary>A floor that is in force for a span of time, or every week. Immutable.</summary>
public sealed class ScheduledFloor
{
    /// <summary>Creates a floor for a span of time.</summary>
    /// <param name="floor">Fewest instances that serve; at least 1.</param>
    /// <param name="span">The span; its start is before its end.</param>
    public ScheduledFloor(int floor, FloorPeriod span)
        : this(floor)
    {
        if (span.Start >= span.End)
        {
            throw new ArgumentOutOfRangeException(nameof(span), span, "A span starts before it ends.");
        }

        Span = span;
    }

    /// <summary>Creates a floor for every week.</summary>
    /// <param name="floor">Fewest instances that serve; at least 1.</param>
    /// <param name="weekly">When.</param>
    public ScheduledFloor(int floor, WeeklyWindow weekly)
        : this(floor)
    {
        ArgumentNullException.ThrowIfNull(weekly);
        Weekly = weekly;
    }

    private ScheduledFloor(int floor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(floor, 1);
        Floor = floor;
    }

    /// <summary>Fewest instances that serve.</summary>
    public int Floor { get; }

    /// <summary>The span; null for a weekly one.</summary>
    public FloorPeriod? Span { get; }

    /// <summary>When in every week; null for a span.</summary>
    public WeeklyWindow? Weekly { get; }

    /// <summary>The first period that has a moment in common with a window; null when it is not in force at any moment of it.</summary>
    /// <param name="from">Start of the window, inclusive.</param>
    /// <param name="to">End of the window, exclusive; at or before the start, the start alone counts.</param>
    public FloorPeriod? PeriodIn(DateTimeOffset from, DateTimeOffset to) =>
        Weekly is not null ? Weekly.PeriodIn(from, to)
        : Span is { } span && span.Meets(from, to) ? span
        : null;
}
