using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Replay;

public sealed class TraceSeriesTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("0001-01-01T00:00:00+00:00")]
    [InlineData("0002-01-01T00:00:00+00:00")]
    [InlineData("9998-12-30T23:59:00+00:00")]
    [InlineData("9999-12-31T23:58:00+00:00")]
    public void TraceSeries_AtAnEndOfTheCalendar_Throws(string start) =>
        Should.Throw<InvalidTraceException>(() => new TraceSeries("load", At(start), Minute, [1, 2])).Message.ShouldBe(
            $"The trace 'load' has 2 steps of 00:01:00 from {start}; a replay needs all of them between 0002-01-02 and 9998-12-30.");

    [Fact]
    public void TraceSeries_StepBeyondTheCalendar_Throws() =>
        Should.Throw<InvalidTraceException>(() => new TraceSeries("load", Traces.Start, TimeSpan.MaxValue, [1, 2])).Trace.ShouldBe("load");

    [Fact]
    public void TraceSeries_BadValueBeyondTheCalendar_ThrowsForTheCalendar() =>
        Should.Throw<InvalidTraceException>(() => new TraceSeries("load", At("9999-12-31T23:59:00+00:00"), Minute, [1, -1])).Message.ShouldContain("between");

    [Theory]
    [InlineData("0002-01-02T00:00:00+00:00")]
    [InlineData("9998-12-30T23:57:00+00:00")]
    public void TraceSeries_CloseToAnEndOfTheCalendar_HasAnEnd(string start) =>
        new TraceSeries("load", At(start), Minute, [1, 2]).End.ShouldBe(At(start) + (2 * Minute));

    [Theory]
    [InlineData("0002-01-02T00:00:00+00:00")]
    [InlineData("9998-12-30T19:59:00+00:00")]
    public void TraceSeries_CloseToAnEndOfTheCalendar_CanBeReplayed(string start)
    {
        ReplayTrace trace = ReplayTrace.Create([new TraceSeries("load", At(start), Minute, Enumerable.Repeat(3.0, 240))]);
        ReplayRunner.Run(trace, new ReactivePolicy(25, 1), Traces.TenMinutes).Score.ViolationMinutes.ShouldBe(0);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
