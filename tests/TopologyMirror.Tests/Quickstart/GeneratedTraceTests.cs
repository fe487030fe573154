using TopologyMirror.Quickstart.Traces;
using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Quickstart;

public sealed class GeneratedTraceTests
{
    [Fact]
    public void Create_OneSeed_AlwaysGivesTheSame() => GeneratedTrace.Create(5).Values.ShouldBe(GeneratedTrace.Create(5).Values);

    [Fact]
    public void Create_AnotherSeed_GivesAnother() => GeneratedTrace.Create(5).Values.SequenceEqual(GeneratedTrace.Create(6).Values).ShouldBeFalse();

    [Fact]
    public void Create_AnySeed_IsTwoWeeksOfMinutes()
    {
        TraceSeries series = GeneratedTrace.Create(1);
        series.Step.ShouldBe(TimeSpan.FromMinutes(1));
        series.Values.Length.ShouldBe(14 * 24 * 60);
        series.Values.ShouldAllBe(v => v > 0);
    }

    [Fact]
    public void Create_AnySeed_HasDaysAndQuieterWeekends()
    {
        TraceSeries series = GeneratedTrace.Create(1);
        double Mean(DayOfWeek day, int hour) => series.Values
            .Where((_, i) => (series.Start + (i * series.Step)) is var t && t.DayOfWeek == day && t.Hour == hour).Average();
        Mean(DayOfWeek.Wednesday, 15).ShouldBeGreaterThan(3 * Mean(DayOfWeek.Wednesday, 3));
        Mean(DayOfWeek.Wednesday, 15).ShouldBeGreaterThan(1.2 * Mean(DayOfWeek.Sunday, 15));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Create_AnySeed_HasAFlashCrowdInTheScoredDays(int seed)
    {
        double[] scored = [.. GeneratedTrace.Create(seed).Values.TakeLast(2 * 24 * 60)];
        Enumerable.Range(20, scored.Length - 20).Max(i => scored[i] / scored[i - 20]).ShouldBeGreaterThan(1.25);
    }
}
