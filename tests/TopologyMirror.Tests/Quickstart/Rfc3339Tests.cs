using TopologyMirror.Quickstart.Traces;

namespace TopologyMirror.Tests.Quickstart;

public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("2026-03-02T04:05:06Z", "2026-03-02T04:05:06Z")]
    [InlineData("2026-03-02t04:05:06z", "2026-03-02T04:05:06Z")]
    [InlineData("2026-03-02 04:05:06Z", "2026-03-02T04:05:06Z")]
    [InlineData("2026-03-02T04:05:06.25+02:00", "2026-03-02T02:05:06.25Z")]
    [InlineData("2026-03-02T04:05:06-00:30", "2026-03-02T04:35:06Z")]
    public void TryParse_ATime_ReadsIt(string text, string expected)
    {
        Rfc3339.TryParse(text, out DateTimeOffset time).ShouldBeTrue();
        Rfc3339.Format(time).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-03-02")]
    [InlineData("2026-03-02T04:05Z")]
    [InlineData("2026-03-02T04:05:06")]
    [InlineData("2026-13-02T04:05:06Z")]
    [InlineData("2026-03-02T25:05:06Z")]
    [InlineData("02/03/2026 04:05:06Z")]
    [InlineData("1772424306")]
    public void TryParse_AnythingElse_IsNone(string text) => Rfc3339.TryParse(text, out _).ShouldBeFalse();
}
