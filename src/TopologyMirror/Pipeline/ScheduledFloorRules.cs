using TopologyMirror.Capacity;

namespace TopologyMirror.Pipeline;

/// <summary>What scheduled floors must be, and what they become.</summary>
internal static class ScheduledFloorRules
{
    public static IEnumerable<string> Faults(MirrorPipelineOptions options) =>
        options.Services.SelectMany(s => s.Value.ScheduledFloors.SelectMany((f, i) => Faults(s.Key, s.Value, f, i)));

    /// <summary>The floors of a service without faults.</summary>
    public static IReadOnlyList<ScheduledFloor> ToFloors(ServiceOptions service) => [.. service.ScheduledFloors.Select(ToFloor)];

    private static ScheduledFloor ToFloor(ScheduledFloorOptions o) => o is { From: { } from, To: { } to }
        ? new ScheduledFloor(o.Floor, new FloorPeriod(from, to))
        : new ScheduledFloor(o.Floor, new WeeklyWindow(o.Days, o.Start ?? default, o.End ?? default, Find(o) ?? TimeZoneInfo.Utc));

    private static TimeZoneInfo? Find(ScheduledFloorOptions o) =>
        o.TimeZone is not { } name ? TimeZoneInfo.Utc : TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone : null;

    private static IEnumerable<string> Faults(string service, ServiceOptions options, ScheduledFloorOptions? floor, int index)
    {
        string which = $"ServiceOptions.ScheduledFloors[{index}] of service '{service}'";
        return floor is null ? [] : BetweenOptions(which, options, floor).Concat(Times(which, floor));
    }

    private static IEnumerable<string> BetweenOptions(string which, ServiceOptions options, ScheduledFloorOptions o)
    {
        if (o.Floor > options.Ceiling)
        {
            yield return $"ScheduledFloorOptions.Floor ({o.Floor}) of {which} must not be greater than ServiceOptions.Ceiling ({options.Ceiling}).";
        }

        bool span = o.From is not null || o.To is not null;
        bool weekly = o.Days.Count > 0 || o.Start is not null || o.End is not null || o.TimeZone is not null;
        if (span && weekly)
        {
            yield return $"{which} has both a span (From, To) and a weekly time (Days, Start, End, TimeZone); it takes one of them.";
        }
        else if (!span && !weekly)
        {
            yield return $"{which} has neither a span (From, To) nor a weekly time (Days, Start, End, TimeZone); it takes one of them.";
        }
        else if (weekly && o.Days.Count == 0)
        {
            yield return $"{which} is weekly and has no day in ScheduledFloorOptions.Days.";
        }
    }

    private static IEnumerable<string> Times(string which, ScheduledFloorOptions o)
    {
        if (o is { From: { } from, To: null })
        {
            yield return FormattableString.Invariant($"ScheduledFloorOptions.From ({from:O}) of {which} needs ScheduledFloorOptions.To.");
        }

        if (o is { From: null, To: { } to })
        {
            yield return FormattableString.Invariant($"ScheduledFloorOptions.To ({to:O}) of {which} needs ScheduledFloorOptions.From.");
        }

        if (o is { From: { } first, To: { } end } && first >= end)
        {
            yield return FormattableString.Invariant($"ScheduledFloorOptions.From ({first:O}) of {which} must be before ScheduledFloorOptions.To ({end:O}).");
        }

        foreach (DayOfWeek day in o.Days.Where(d => !Enum.IsDefined(d)))
        {
            yield return $"ScheduledFloorOptions.Days of {which} has {(int)day}, which is no day of the week.";
        }

        if (Find(o) is null)
        {
            yield return $"ScheduledFloorOptions.TimeZone ({o.TimeZone}) of {which} is no time zone that this machine knows.";
        }
    }
}
