using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Capacity;

namespace TopologyMirror.Tests.Capacity;

public sealed class WeeklyWindowLawTests
{
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Sao_Paulo"];

    private static Arbitrary<Case> Cases { get; } = (
        from zone in Gen.Elements(Zones)
        from days in Gen.Choose(1, 127)
        from start in Gen.Choose(0, 95)
        from end in Gen.Choose(0, 95)
        from minute in Gen.Choose(0, (365 * 24 * 60) - 1)
        from nearShift in Gen.Elements(false, true)
        from length in Gen.Choose(0, 600)
        select new Case(
            new WeeklyWindow(
                Enum.GetValues<DayOfWeek>().Where(d => (days & (1 << (int)d)) != 0),
                new TimeOnly(start / 4, start % 4 * 15),
                new TimeOnly(end / 4, end % 4 * 15),
                TimeZoneInfo.FindSystemTimeZoneById(zone)),
            nearShift ? new DateTimeOffset(2026, 10, 24, 12, 0, 0, TimeSpan.Zero).AddMinutes(minute % 4000) : new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute),
            length)).ToArbitrary();

    [Fact]
    public void PeriodIn_WhateverTheWallClockShowsAsWithin_IsInForce() => Holds(c => !Shown(c.Window, c.At) || Moment(c.Window, c.At) is not null);

    [Fact]
    public void PeriodIn_WhereNoHourComesTwice_IsWhatTheWallClockShows() => Holds(c =>
        Enumerable.Range(-26, 53).Any(h => c.Window.Zone.IsAmbiguousTime(c.At.AddHours(h))) || Moment(c.Window, c.At) is not null == Shown(c.Window, c.At));

    [Fact]
    public void PeriodIn_AWindow_IsInForceExactlyWhenOneOfItsMomentsIs() => Holds(c =>
        c.Window.PeriodIn(c.At, c.At.AddMinutes(c.Minutes)) is not null
        == Enumerable.Range(0, Math.Max(c.Minutes, 1)).Any(m => Moment(c.Window, c.At.AddMinutes(m)) is not null));

    private static FloorPeriod? Moment(WeeklyWindow window, DateTimeOffset at) => window.PeriodIn(at, at);

    /// <summary>What somebody would say who looks at the calendar and at the clock on the wall.</summary>
    private static bool Shown(WeeklyWindow window, DateTimeOffset at)
    {
        DateTime wall = TimeZoneInfo.ConvertTime(at, window.Zone).DateTime;
        var time = TimeOnly.FromDateTime(wall);
        bool today = window.Days.Contains(wall.DayOfWeek);
        bool yesterday = window.Days.Contains(wall.AddDays(-1).DayOfWeek);
        return window.End > window.Start
            ? today && time >= window.Start && time < window.End
            : (today && time >= window.Start) || (yesterday && time < window.End);
    }

    private static void Holds(Func<Case, bool> law) => Prop.ForAll(Cases, law).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private sealed record Case(WeeklyWindow Window, DateTimeOffset At, int Minutes);
}
