using TopologyMirror.Internal;

namespace TopologyMirror.Pipeline;

/// <summary>
/// A floor that is in force at times, as the host writes it: either for a span (<see cref="From"/>, <see cref="To"/>) or every week
/// (<see cref="Days"/>, and for less than whole days <see cref="Start"/> and <see cref="End"/>). Capacity is there when it begins.
/// </summary>
public sealed class ScheduledFloorOptions
{
    /// <summary>Fewest instances that serve while it is in force; at most the ceiling of the service. Default: 1.</summary>
    [Within(1, 100_000)]
    public int Floor { get; set; } = 1;

    /// <summary>Start of the span, inclusive; write it with its offset from UTC. Default: none.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>End of the span, exclusive. Default: none.</summary>
    public DateTimeOffset? To { get; set; }

    /// <summary>Days of the week on which it begins. Default: none.</summary>
    public ICollection<DayOfWeek> Days { get; } = [];

    /// <summary>Time of day at which it begins, inclusive. Default: midnight.</summary>
    public TimeOnly? Start { get; set; }

    /// <summary>Time of day at which it ends, exclusive; at or before <see cref="Start"/> it is that of the next day. Default: midnight.</summary>
    public TimeOnly? End { get; set; }

    /// <summary>IANA name of the time zone of <see cref="Days"/>, <see cref="Start"/> and <see cref="End"/>, for example Europe/Berlin. Default: UTC.</summary>
    public string? TimeZone { get; set; }

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal ScheduledFloorOptions Copy()
    {
        var copy = new ScheduledFloorOptions { Floor = Floor, From = From, To = To, Start = Start, End = End, TimeZone = TimeZone };
        foreach (DayOfWeek day in Days)
        {
            copy.Days.Add(day);
        }

        return copy;
    }
}
