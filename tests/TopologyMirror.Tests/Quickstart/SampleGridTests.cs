using System.Collections.Immutable;
using TopologyMirror.Quickstart.Traces;
using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Quickstart;

public sealed class SampleGridTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ToSeries_RegularSamples_KeepsThemAsTheyAre()
    {
        TraceSeries series = Of(0, 60, 120, 180);
        series.Start.ShouldBe(Start);
        series.Step.ShouldBe(TimeSpan.FromMinutes(1));
        series.Values.ShouldBe(ImmutableArray.Create<double>(0, 1, 2, 3));
    }

    [Fact]
    public void ToSeries_MissingRows_AreGaps()
    {
        TraceSeries series = Of(0, 60, 240, 300);
        series.Step.ShouldBe(TimeSpan.FromMinutes(1));
        series.Values.ShouldBe(ImmutableArray.Create(0, 1, double.NaN, double.NaN, 2, 3));
    }

    [Fact]
    public void ToSeries_SmallJitter_IsSnapped()
    {
        TraceSeries series = Of(2, 60, 119, 180, 243, 300);
        series.Start.ShouldBe(Start);
        series.Step.ShouldBe(TimeSpan.FromMinutes(1));
        series.Values.Length.ShouldBe(6);
        series.Values.ShouldNotContain(double.NaN);
    }

    [Fact]
    public void ToSeries_FractionsOfSeconds_DoNotMakeEveryDifferenceItsOwn()
    {
        TraceSeries series = Of(0.013, 60.42, 120.001, 180.3, 240.25, 298.9);
        series.Step.ShouldBe(TimeSpan.FromMinutes(1));
        series.Values.Length.ShouldBe(6);
    }

    [Fact]
    public void ToSeries_UnusualStepWithoutJitter_IsKept() => Of(0, 59, 118, 236).Step.ShouldBe(TimeSpan.FromSeconds(59));

    [Fact]
    public void ToSeries_SubMinuteSteps_AreKept()
    {
        TraceSeries series = Of(0, 10, 20, 40, 50);
        series.Step.ShouldBe(TimeSpan.FromSeconds(10));
        series.Values.ShouldBe(ImmutableArray.Create(0, 1, 2, double.NaN, 3, 4));
    }

    private static TraceSeries Of(params double[] seconds) =>
        SampleGrid.ToSeries("x", "x.csv", [.. seconds.Select((s, i) => new TraceSample(i + 2, Start + TimeSpan.FromSeconds(s), i))]);
}
