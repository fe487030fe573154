using TopologyMirror.Backtests.Accuracy;

namespace TopologyMirror.Tests.Backtests;

/// <summary>The tool's references against R 4.2.2 with forecast 8.20.</summary>
public sealed class ReferenceModelTests
{
    private static readonly double[] Quarters = [10, 12, 15, 11, 11, 13, 17, 12, 13, 14, 18, 13, 12, 15, 19, 15];

    private static double[] Column(IBacktestModel model, double[] values, int season, int horizon, int level)
    {
        IBacktestRun run = model.Start(BacktestSets.InMemory(values), 0, [season]);
        foreach (double value in values)
        {
            run.Observe(value);
        }

        double[] rows = run.Forecast(horizon).ShouldNotBeNull();
        return [.. Enumerable.Range(0, horizon).Select(i => rows[(i * BacktestLevels.All.Length) + level])];
    }

    private static void ShouldBeNear(double[] values, params double[] expected)
    {
        values.Length.ShouldBe(expected.Length);
        values.Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-9 * pair.Second);
    }

    // f <- snaive(ts(y, frequency = 4), h = 6, level = c(95, 98)); f$mean, f$lower[, 1], f$upper[, 2]
    [Fact]
    public void SeasonalNaive_ShortSeries_AgreesWithR()
    {
        double[] Of(int level) => Column(new SeasonalNaiveReference(), Quarters, season: 4, horizon: 6, level);
        Of(BacktestLevels.Median).ShouldBe([12, 15, 19, 15, 12, 15]);
        ShouldBeNear(
            Of(BacktestLevels.IntervalLow),
            9.40721135913189, 12.40721135913189, 16.40721135913189, 12.40721135913189, 8.33324313971741, 11.33324313971741);
        ShouldBeNear(
            Of(8), 15.0774689688679, 18.0774689688679, 22.0774689688679, 18.0774689688679, 16.3521983535554, 19.3521983535554);
    }

    // d <- decompose(ts(y, frequency = 4), type = "multiplicative"); naive(y / d$seasonal, h = 6)$mean * d$seasonal[1:6]
    // where M4's test finds the season: abs(acf(y)$acf[5]) > 1.645 / sqrt(n) * sqrt(1 + 2 * sum(acf(y)$acf[2:4]^2))
    [Fact]
    public void Naive2_SeriesWithASeason_AgreesWithR()
    {
        ShouldBeNear(
            Column(new Naive2Reference(), Quarters, 4, 6, BacktestLevels.Median),
            14.6925079195560, 16.7284195782997, 21.1535176239722, 15, 14.6925079195560, 16.7284195782997);
        double[] rising = [.. Quarters.Concat(Quarters).Select((value, i) => value + (i / 4.0))];
        ShouldBeNear(
            Column(new Naive2Reference(), rising, 4, 6, BacktestLevels.Median),
            21.6618069529971, 24.2415580727335, 29.5323081932817, 22.75, 21.6618069529971, 24.2415580727335);
    }

    [Fact]
    public void Naive2_SeriesWithoutASeason_RepeatsTheLastValue() =>
        Column(new Naive2Reference(), [3, 7, 4, 5, 9, 4, 6, 5, 3, 8], season: 4, horizon: 2, BacktestLevels.Median).ShouldBe([8, 8]);
}
