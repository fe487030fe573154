using TopologyMirror.Backtests.Accuracy;

namespace TopologyMirror.Tests.Backtests;

public sealed class ForecastTallyTests
{
    private static readonly double[] Actual = [4, 20];

    private static ForecastTally Scored(params double[] rows)
    {
        var tally = new ForecastTally();
        tally.Score(rows, Actual, scale: 2);
        return tally;
    }

    // The levels are .025 .1 .25 .5 .75 .9 .95 .975 .99.
    private static ForecastTally Ours() => Scored(1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0, 10, 10, 10, 15, 18, 20);

    private static ForecastTally Zeros() => Scored(new double[18]);

    private static AccuracyRow Row() => AccuracySummary.Row("set", "ours", "origins", ["a"], [Ours()], [Zeros()], [Zeros()]);

    [Fact]
    public void Row_PointForecast_IsAsComputedByHand()
    {
        AccuracyRow row = Row();

        // Errors 0 and 10 on a scale of 2; symmetric 0 and 200 · 10 ÷ 30. Of zeros: errors 4 and 20; symmetric 200 and 200.
        row.Mase.ShouldNotBeNull().ShouldBe(2.5, 1e-12);
        row.Smape.ShouldNotBeNull().ShouldBe(100 / 3.0, 1e-12);
        row.Owa.ShouldNotBeNull().ShouldBe(((100 / 3.0 / 200) + (2.5 / 6)) / 2, 1e-12);
        row.RelMase.ShouldNotBeNull().ShouldBe(2.5 / 6, 1e-12);
    }

    [Fact]
    public void Row_Quantiles_AreScoredAsComputedByHand()
    {
        AccuracyRow row = Row();
        double first = (.1 * 2) + (.25 * 1) + 0 + (.25 * 1) + (.1 * 2) + (.05 * 3) + (.01 * 5);
        double second = (.1 * 20) + (.25 * 20) + (.5 * 10) + (.75 * 10) + (.9 * 10) + (.95 * 5) + 0;
        const double levels = .1 + .25 + .5 + .75 + .9 + .95 + .99;

        row.Wql.ShouldNotBeNull().ShouldBe(2 * (first + second) / 7 / 24, 1e-12);
        row.RelWql.ShouldNotBeNull().ShouldBe((first + second) / (24 * levels), 1e-12);
        row.RelWql1.ShouldNotBeNull().ShouldBe(first / (4 * levels), 1e-12);
        row.RelWql2To6.ShouldNotBeNull().ShouldBe(second / (20 * levels), 1e-12);
        row.RelWql7To12.ShouldBeNull();

        // 20 lies 2 above an interval of 18.
        row.Msis.ShouldNotBeNull().ShouldBe((7 + (18 + (40 * 2))) / 2.0 / 2, 1e-12);
    }

    [Fact]
    public void Row_Coverage_CountsTiesHalf()
    {
        AccuracyRow row = Row();

        // 4 is the first median, 20 the second 0.99.
        (row.Coverage50, row.Coverage75, row.Coverage90, row.Coverage95, row.Coverage99, row.Interval95).ShouldBe((.25, .5, .5, .5, .75, .5));
    }

    [Fact]
    public void Row_LossOfOneSeriesAboveTheReference_IsCountedAndNamed()
    {
        AccuracyRow row = AccuracySummary.Row("set", "ours", "origins", ["a", "b"], [Ours(), Zeros()], [Zeros(), Ours()], [Zeros(), Zeros()]);
        row.WorstSeries.ShouldBe("b");
        row.Above13.ShouldBe(.5);
        row.WorstRelWql.ShouldNotBeNull().ShouldBeGreaterThan(1.3);
        row.RelWql.ShouldNotBeNull().ShouldBe(1, 1e-12);
        row.RelWqlLow.ShouldNotBeNull().ShouldBeLessThan(1);
        row.RelWqlHigh.ShouldNotBeNull().ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Row_NothingScored_HasNullsAndNoNaN()
    {
        var failed = new ForecastTally();
        failed.Fail();
        AccuracyRow row = AccuracySummary.Row("set", "ours", "origins", ["a"], [failed], [Zeros()], [Zeros()]);
        row.ShouldBe(new AccuracyRow { Set = "set", Model = "ours", Mode = "origins", Series = 1, Jobs = 1, Failures = 1, Above13 = 0 });
    }

    [Fact]
    public void Score_MissingValue_IsLeftOut()
    {
        var tally = new ForecastTally();
        tally.Score([1, 2, 3, 4, 5, 6, 7, 8, 9, .. new double[9]], [6, double.NaN], scale: 1);
        (tally.Points, tally.Mase, tally.Smape).ShouldBe((1, 2, 40));
    }
}
