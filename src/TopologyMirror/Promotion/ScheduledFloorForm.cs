using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>One period of a scheduled floor as it is written.</summary>
/// <param name="Floor">Fewest instances that serve.</param>
/// <param name="Start">Its start, inclusive.</param>
/// <param name="End">Its end, exclusive.</param>
internal sealed record ScheduledFloorForm(int Floor, DateTimeOffset Start, DateTimeOffset End)
{
    public static IEnumerable<ScheduledFloorForm> Of(ScheduledFloor floor, DateTimeOffset from, DateTimeOffset to)
    {
        while (from < to && floor.PeriodIn(from, to) is { } period)
        {
            yield return new ScheduledFloorForm(floor.Floor, period.Start, period.End);
            from = period.End;
        }
    }

    public ScheduledFloor Read() => new(Floor, new FloorPeriod(Start, End));
}
