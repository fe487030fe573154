using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Replay;

public sealed class ReplayTraceTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static ReplayTrace Of(TimeSpan step, params double[] values) => ReplayTrace.Create([Traces.Series("x", step, values)]);

    private static double[] Repeat(double value, int times) => [.. Enumerable.Repeat(value, times)];

    [Fact]
    public void Create_NearPeak_IsThePercentileOfTypeSevenOver40()
    {
        // 200 minutes: 100 scored, 10 of warm-up, 90 of history with the values 0 to 89. Position 89 x 0.995 = 88.555.
        ReplayTrace trace = Traces.Of(Enumerable.Range(0, 200).Select(t => (double)t));
        trace.Metrics[0].Unit.ShouldBe(88.555 / 40, 1e-12);
        Traces.Of(trace.Metrics[0].Loads, new() { Unit = ReplayUnit.Peak }).Metrics[0].Unit.ShouldBe(89 / 20.0, 1e-12);
    }

    [Fact]
    public void Create_PercentileOrAllHistoryIsZero_FallsBack()
    {
        double[] spike = Repeat(0, 1000);
        spike[3] = 60;
        Traces.Of(spike).Metrics[0].Unit.ShouldBe(3);
        Traces.Of(Repeat(0, 200)).Metrics[0].Unit.ShouldBe(1);
        Traces.Of(Repeat(0, 200)).Need.ShouldAllBe(n => n == 1);
    }

    [Fact]
    public void Create_LoadOfWholeUnits_NeedsNoInstanceMore()
    {
        // 3 x 0.1 is a little above 0.3 in binary.
        double[] values = [2, .. Enumerable.Range(1, 199).Select(t => t * 0.1)];
        ReplayTrace trace = Traces.Of(values, new() { Unit = ReplayUnit.Peak });
        double unit = trace.Metrics[0].Unit;
        Enumerable.Range(1, 199).ShouldAllBe(t => trace.Need[t] == Math.Max(1, (int)Math.Ceiling(Math.Round(values[t] / unit, 6))));
    }

    [Fact]
    public void Create_ShortSteps_AreAveragedToMinutes()
    {
        ReplayTrace trace = Of(TimeSpan.FromSeconds(20), [.. Enumerable.Range(0, 600).Select(i => i % 3 == 1 && i == 4 ? double.NaN : i % 3 * 3.0)]);
        trace.Clock.IsMinute.ShouldBeTrue();
        trace.Window.End.ShouldBe(200);
        trace.Metrics[0].Loads[0].ShouldBe(3);
        trace.Metrics[0].Observed[1].ShouldBe(3);
    }

    [Fact]
    public void Create_FiveMinuteSteps_AreHeldAndCountOnceInTheUnit()
    {
        ReplayTrace trace = Of(5 * Minute, [.. Enumerable.Range(0, 100).Select(i => (double)i)]);
        trace.Window.ShouldBe(new ReplayWindow(225, 250, 500, InProtocol: false, 250 / 1440.0));
        trace.Metrics[0].Loads[9].ShouldBe(1);
        trace.Metrics[0].Loads[10].ShouldBe(2);
        trace.Metrics[0].Unit.ShouldBe(44 * 0.995 / 40, 1e-12);
    }

    [Fact]
    public void Create_HourlySteps_HaveOneTickPerStepAndConstantsOfOneTick()
    {
        ReplayTrace trace = Of(TimeSpan.FromHours(1), Repeat(5, 300));
        trace.Clock.Tick.ShouldBe(TimeSpan.FromHours(1));
        (trace.Clock.DrainTicks, trace.Clock.StabilisationTicks, trace.Clock.GiveUpTicks, trace.Clock.WeekTicks).ShouldBe((1, 1, 1, 168));
        trace.Window.ShouldBe(new ReplayWindow(238, 240, 300, InProtocol: false, 10));
        LaunchDraws.Seeded(1, "x").ReadyTicks(0, trace.Clock).ShouldBe(1);
    }

    [Fact]
    public void Create_SevenDaysOfMinutes_AreInProtocol() =>
        Traces.Of(Repeat(5, 7 * 1440)).Window.ShouldBe(new ReplayWindow((5 * 1440) - 120, 5 * 1440, 7 * 1440, InProtocol: true, 5));

    [Fact]
    public void Create_Gap_IsScoredAsALineAndSeenAsAGap()
    {
        double[] values = Repeat(4, 200);
        values[10] = values[11] = values[12] = double.NaN;
        values[13] = 8;
        values[^1] = double.NaN;
        ReplayTrace trace = Traces.Of(values);
        trace.Metrics[0].Loads[9..14].ShouldBe([4, 5, 6, 7, 8]);
        trace.Metrics[0].Loads[^1].ShouldBe(4);
        trace.ObservedDemand[11].ShouldBe(double.NaN);
    }

    [Fact]
    public void Create_SeveralMetrics_NeedIsTheLargestOverTheTimeInCommon()
    {
        TraceSeries cpu = Traces.Series("cpu", Minute, [.. Repeat(20, 1), .. Repeat(2, 199)]);
        TraceSeries rate = Traces.Series("rate", 5 * Minute, [.. Repeat(2000, 1), .. Repeat(500, 39)], later: 10 * Minute);
        ReplayTrace trace = ReplayTrace.Create([cpu, rate], new() { Unit = ReplayUnit.Peak });

        trace.Name.ShouldBe("cpu+rate");
        trace.Start.ShouldBe(Traces.Start + (10 * Minute));
        trace.Window.End.ShouldBe(190);
        trace.Metrics.Select(m => m.Unit).ShouldBe([0.1, 100], 1e-12);
        trace.Need.Take(6).ShouldBe([20, 20, 20, 20, 20, 20]);

        ReplayTrace other = ReplayTrace.Create([Traces.Series("cpu", Minute, [.. Repeat(20, 1), .. Repeat(2, 199)]), Traces.Series("rate", Minute, [.. Repeat(2000, 1), .. Repeat(500, 199)])], new() { Unit = ReplayUnit.Peak });
        other.Need[5].ShouldBe(5);
    }

    [Fact]
    public void Create_TooShort_SaysSo() =>
        Should.Throw<InvalidTraceException>(() => Traces.Of(Repeat(1, 119))).Message.ShouldBe(
            "The trace 'load' has 119 ticks of 00:01:00; a replay needs at least 60 of history and 60 to score.");

    [Fact]
    public void Create_NoTimeInCommon_SaysSo() =>
        Should.Throw<InvalidTraceException>(() => ReplayTrace.Create(
            [Traces.Series("a", Minute, Repeat(1, 200)), Traces.Series("b", Minute, Repeat(1, 200), later: 200 * Minute)])).Message.ShouldBe(
            "The trace 'a+b' has no time that all 2 series cover: the last one starts at 2026-01-01T03:20:00+00:00, the first one ends at 2026-01-01T03:20:00+00:00.");

    [Fact]
    public void Create_SameNameTwice_SaysSo() =>
        Should.Throw<InvalidTraceException>(() => ReplayTrace.Create(
            [Traces.Series("a", Minute, Repeat(1, 200)), Traces.Series("a", Minute, Repeat(1, 200))])).Trace.ShouldBe("a+a");

    [Theory]
    [InlineData(-1, "The trace 'load' has the value -1 at 2026-01-01T00:01:00+00:00; a load is a finite number, zero or greater.")]
    [InlineData(double.PositiveInfinity, "The trace 'load' has the value Infinity at 2026-01-01T00:01:00+00:00; a load is a finite number, zero or greater.")]
    public void TraceSeries_ValueThatIsNoLoad_Throws(double value, string message) =>
        Should.Throw<InvalidTraceException>(() => Traces.Of([1, value])).Message.ShouldBe(message);

    [Fact]
    public void TraceSeries_OnlyGaps_Throws() =>
        Should.Throw<InvalidTraceException>(() => Traces.Of([double.NaN, double.NaN])).Message.ShouldBe("The trace 'load' has 2 steps and no value.");
}
