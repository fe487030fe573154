using TopologyMirror.Backtests.Sweep;

namespace TopologyMirror.Tests.Backtests;

public sealed class HullFiguresTests
{
    /// <summary>Ours pays 150; the reactive rule has 60 minutes there, halfway between 100 and 20, and with a pool 20.</summary>
    private static BacktestRun Busy(string trace, double ours) => SweepRuns.Of(
        "set", trace, ("topologymirror", 150, ours), ("reactive+0", 140, 100), ("reactive+25", 160, 20), ("reactive+warm-pool-1", 145, 20));

    /// <summary>Ours pays 150, and the reference has 9 minutes.</summary>
    private static BacktestRun Quiet(string trace, double ours) =>
        SweepRuns.Of("set", trace, ("topologymirror", 150, ours), ("reactive+0", 110, 12), ("reactive+25", 140, 9));

    [Fact]
    public void Of_BusyTraces_AreJudgedByRatioAtOurCost()
    {
        HullFigures figures = HullFigures.Of([Busy("a", 15), Busy("b", 30), Busy("c", 72)], Baseline.Reactive).ShouldNotBeNull();

        (figures.Ours, figures.Theirs).ShouldBe((117, 180));
        figures.Pooled.ShouldBe(0.65, 1e-12);
        figures.Median.ShouldNotBeNull().ShouldBe(0.5, 1e-12);
        figures.Worst.ShouldNotBeNull().Name.ShouldBe("set c");
        (figures.Better, figures.Alike, figures.WorstQuiet).ShouldBe((2, 0, null));

        // 12 minutes more than 60 are more than a tenth and more than 5 a day for two days.
        figures.Worse.ShouldBe(1);
        HullFigures.Of([Busy("c", 69)], Baseline.Reactive)!.Worse.ShouldBe(0);
        (double low, double high) = figures.Interval.ShouldNotBeNull();
        (low < figures.Pooled && figures.Pooled < high && low >= 0.25 && high <= 1.2).ShouldBeTrue();
    }

    [Fact]
    public void Of_WarmPool_MayKeepNone() =>
        HullFigures.Of([Busy("a", 15)], Baseline.WarmPool)!.Theirs.ShouldBe(20);

    [Fact]
    public void Of_QuietTraces_AreJudgedByDifferenceAndStillPooled()
    {
        HullFigures figures = HullFigures.Of([Busy("a", 30), Quiet("b", 12), Quiet("c", 9), Quiet("d", 0)], Baseline.Reactive)!;
        figures.Median.ShouldNotBeNull().ShouldBe(0.5, 1e-12);
        figures.WorstQuiet.ShouldNotBeNull().Difference.ShouldBe(3);
        (figures.Better, figures.Alike, figures.Worse).ShouldBe((2, 1, 0));
        (figures.Ours, figures.Theirs).ShouldBe((51, 87));
    }

    [Fact]
    public void Of_SeedsOfOneTrace_AreOneTrace()
    {
        HullFigures figures = HullFigures.Of([Busy("a", 15), Busy("a", 45) with { Seed = 2 }], Baseline.Reactive)!;
        HullTrace trace = figures.Traces.ShouldHaveSingleItem();
        (trace.Ours, trace.Theirs, trace.Days).ShouldBe((60, 120, 4));
        figures.Interval.ShouldBeNull();
    }

    [Fact]
    public void Of_BaselineThatWasNotRun_IsNothing() =>
        HullFigures.Of([SweepRuns.Of("set", "a", ("topologymirror", 150, 1))], Baseline.Reactive).ShouldBeNull();

    [Fact]
    public void AtEqualCost_OursIsCheaperThanAny_IsTheCheapest() =>
        SweepRuns.Of("set", "a", ("topologymirror", 90, 1), ("reactive+0", 100, 40), ("reactive+25", 120, 10))
            .AtEqualCost(Baseline.Reactive, s => s.ViolationMinutes).ShouldBe(40);

    [Fact]
    public void OfRatio_SameTraces_GiveTheSameIntervalAndAConstantRatioNone()
    {
        (double, double)[] traces = [(1, 4), (10, 20), (30, 20), (5, 5)];
        Bootstrap.OfRatio(traces).ShouldBe(Bootstrap.OfRatio(traces));
        (double low, double high) = Bootstrap.OfRatio([(1, 2), (10, 20), (50, 100)]).ShouldNotBeNull();
        (low, high).ShouldBe((0.5, 0.5));
    }
}
