namespace TopologyMirror.Capacity;

/// <summary>
/// A time of day on days of the week, by the wall clock of a time zone. A window begins the first time that the clock shows its start, and
/// ends the last time that it shows its end: where an hour is skipped or comes twice it is shorter or longer by that. Immutable.
/// </summary>
public sealed class WeeklyWindow
{
    private readonly DayOfWeek[] _days;

    /// <summary>Creates a window.</summary>
    /// <param name="days">The days on which it begins; at least one.</param>
    /// <param name="start">Time of day at which it begins, inclusive.</param>
    /// <param name="end">Time of day at which it ends, exclusive; at or before <paramref name="start"/> it is that of the next day.</param>
    /// <param name="zone">The time zone of both.</param>
    /// <exception cref="ArgumentException">There is no day.</exception>
    public WeeklyWindow(IEnumerable<DayOfWeek> days, TimeOnly start, TimeOnly end, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(zone);
        _days = [.. days.Distinct().Order()];
        if (_days.Length == 0)
        {
            throw new ArgumentException("A weekly window has at least one day.", nameof(days));
        }

        Start = start;
        End = end;
        Zone = zone;
    }

    /// <summary>The days on which it begins, Sunday first.</summary>
    public IReadOnlyList<DayOfWeek> Days => _days;

    /// <summary>Time of day at which it begins.</summary>
    public TimeOnly Start { get; }

    /// <summary>Time of day at which it ends, on the same day, or on the next when it is not after <see cref="Start"/>.</summary>
    public TimeOnly End { get; }

    /// <summary>The time zone of both.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The first period that has a moment in common with a window; null when there is none.</summary>
    /// <param name="from">Start of the window, inclusive.</param>
    /// <param name="to">End of the window, exclusive.</param>
    public FloorPeriod? PeriodIn(DateTimeOffset from, DateTimeOffset to)
    {
        // What began the day before may go on past midnight, and a day that the clock shifts is no surprise two days before.
        DateOnly last = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(to, Zone).DateTime).AddDays(1);
        for (DateOnly day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, Zone).DateTime).AddDays(-2); day <= last; day = day.AddDays(1))
        {
            if (Array.IndexOf(_days, day.DayOfWeek) >= 0 && On(day) is var period && period.Meets(from, to))
            {
                return period;
            }
        }

        return null;
    }

    /// <summary>The period that begins on a day, whether it is one of <see cref="Days"/> or not. Empty when the clock skips all of it.</summary>
    /// <param name="day">The day, in <see cref="Zone"/>.</param>
    private FloorPeriod On(DateOnly day) =>
        new(Moment(day.ToDateTime(Start), first: true), Moment((End > Start ? day : day.AddDays(1)).ToDateTime(End), first: false));

    /// <summary>When the clock shows a time: of two such moments the first or the last; of none, the moment at which it skips it.</summary>
    private DateTimeOffset Moment(DateTime shown, bool first)
    {
        // Clocks are put forward by whole minutes: the first minute that exists again is the moment after the gap.
        for (DateTime next = shown; Zone.IsInvalidTime(shown); shown = next)
        {
            next = shown.Date.AddMinutes(Math.Floor((shown - shown.Date).TotalMinutes) + 1);
        }

        TimeSpan offset = !Zone.IsAmbiguousTime(shown) ? Zone.GetUtcOffset(shown)
            : first ? Zone.GetAmbiguousTimeOffsets(shown).Max()
            : Zone.GetAmbiguousTimeOffsets(shown).Min();
        return new DateTimeOffset(shown, offset).ToUniversalTime();
    }
}
