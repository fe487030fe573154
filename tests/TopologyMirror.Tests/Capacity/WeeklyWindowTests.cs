using TopologyMirror.Capacity;

namespace TopologyMirror.Tests.Capacity;

public sealed class WeeklyWindowTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-11-23T07:59:59Z", false)]
    [InlineData("2026-11-23T08:00:00Z", true)]
    [InlineData("2026-11-23T17:59:59Z", true)]
    [InlineData("2026-11-23T18:00:00Z", false)]
    [InlineData("2026-11-24T09:00:00Z", false)]
    [InlineData("2026-11-27T09:00:00Z", true)]
    public void PeriodIn_AMoment_IsStartInclusiveEndExclusiveOnItsDays(string at, bool inForce) =>
        (Weekly("08:00", "18:00", TimeZoneInfo.Utc, DayOfWeek.Monday, DayOfWeek.Friday).PeriodIn(At(at), At(at)) is not null).ShouldBe(inForce);

    [Fact]
    public void PeriodIn_PastMidnight_BelongsToTheDayOnWhichItBegins()
    {
        WeeklyWindow window = Weekly("22:00", "02:00", TimeZoneInfo.Utc, DayOfWeek.Saturday);

        window.PeriodIn(At("2026-11-29T01:59:00Z"), At("2026-11-29T02:00:00Z")).ShouldBe(Period("2026-11-28T22:00:00Z", "2026-11-29T02:00:00Z"));
        window.PeriodIn(At("2026-11-29T22:30:00Z"), At("2026-11-30T01:00:00Z")).ShouldBeNull();
        window.PeriodIn(At("2026-11-28T01:00:00Z"), At("2026-11-28T22:00:00Z")).ShouldBeNull();
        window.PeriodIn(At("2026-11-28T01:00:00Z"), At("2026-11-28T22:00:01Z")).ShouldNotBeNull();
    }

    [Fact]
    public void PeriodIn_StartAndEndAreTheSame_IsTheWholeDay() =>
        Weekly("00:00", "00:00", TimeZoneInfo.Utc, DayOfWeek.Wednesday).PeriodIn(At("2026-11-25T12:00:00Z"), At("2026-11-25T12:00:00Z"))
            .ShouldBe(Period("2026-11-25T00:00:00Z", "2026-11-26T00:00:00Z"));

    // In Berlin the clock goes from 02:00 to 03:00 on 2026-03-29, at 01:00 UTC, and from 03:00 to 02:00 on 2026-10-25, at 01:00 UTC.
    [Theory]
    [InlineData("00:00", "00:00", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData("02:30", "04:00", "2026-03-29", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z")]
    [InlineData("01:00", "02:30", "2026-03-29", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("03:00", "05:00", "2026-03-29", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00Z")]
    [InlineData("00:00", "00:00", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]
    [InlineData("02:30", "04:00", "2026-10-25", "2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z")]
    [InlineData("01:00", "02:30", "2026-10-25", "2026-10-24T23:00:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("08:00", "18:00", "2026-10-25", "2026-10-25T07:00:00Z", "2026-10-25T17:00:00Z")]
    [InlineData("08:00", "18:00", "2026-07-05", "2026-07-05T06:00:00Z", "2026-07-05T16:00:00Z")]
    public void PeriodIn_DayWith23Or25Hours_IsWhatTheWallClockSays(string start, string end, string day, string from, string to)
    {
        DateTimeOffset noon = At($"{day}T12:00:00Z");
        Weekly(start, end, Berlin, DayOfWeek.Sunday).PeriodIn(noon.AddHours(-14.5), noon.AddHours(5)).ShouldBe(Period(from, to));
    }

    [Fact]
    public void PeriodIn_TheClockSkipsAllOfIt_IsNever() =>
        Weekly("02:10", "02:50", Berlin, DayOfWeek.Sunday).PeriodIn(At("2026-03-28T12:00:00Z"), At("2026-03-30T12:00:00Z")).ShouldBeNull();

    [Fact]
    public void PeriodIn_FarFromUtc_FindsTheDayOfItsOwnZone()
    {
        TimeZoneInfo kiritimati = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Kiritimati");
        Weekly("06:00", "07:00", kiritimati, DayOfWeek.Wednesday).PeriodIn(At("2026-11-24T16:30:00Z"), At("2026-11-24T16:30:00Z"))
            .ShouldBe(Period("2026-11-24T16:00:00Z", "2026-11-24T17:00:00Z"));
    }

    [Fact]
    public void Create_NoDay_Throws() =>
        Should.Throw<ArgumentException>(() => Weekly("08:00", "18:00", TimeZoneInfo.Utc)).Message.ShouldStartWith("A weekly window has at least one day.");

    private static WeeklyWindow Weekly(string start, string end, TimeZoneInfo zone, params DayOfWeek[] days) =>
        new(days, TimeOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(end, System.Globalization.CultureInfo.InvariantCulture), zone);

    private static FloorPeriod Period(string start, string end) => new(At(start), At(end));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
