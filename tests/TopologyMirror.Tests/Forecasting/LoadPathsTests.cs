using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class LoadPathsTests
{
    private static LoadPaths Paths(double[] values, int paths, int seed = 1, int steps = 12)
    {
        IForecastSession session = EnsembleForecaster.Default.Start(TestSeries.Hourly).Feed(values);
        return ((IJointForecastSession)session).ForecastPaths(session.Ready(steps), steps, paths, seed);
    }

    [Fact]
    public void ForecastPaths_PerStep_AreDistributedAsTheForecast()
    {
        double[] values = TestSeries.Wave(400);
        LoadForecast forecast = EnsembleForecaster.Default.Start(TestSeries.Hourly).Feed(values).Ready(12);
        LoadPaths paths = Paths(values, 1000);

        for (int step = 1; step <= 12; step++)
        {
            double below = paths.At(step).ToArray().Count(load => load <= forecast.Quantile(step, 0.9)) / 1000.0;
            below.ShouldBe(0.9, 0.002);
        }
    }

    [Fact]
    public void ForecastPaths_SameSeed_AreTheSameAndOtherSeedsAreNot()
    {
        double[] values = TestSeries.Wave(200);
        Paths(values, 20, 5).At(7).ToArray().ShouldBe(Paths(values, 20, 5).At(7).ToArray());
        Paths(values, 20, 6).At(7).ToArray().ShouldNotBe(Paths(values, 20, 5).At(7).ToArray());
    }

    [Fact]
    public void MaximumQuantile_StepsThatHangTogether_IsLowerThanOfIndependentSteps()
    {
        // A random walk: if it is high in one step, it is high in the next. Independent steps would reach higher somewhere.
        var random = new Random(11);
        double level = 1000;
        double[] walk = [.. Enumerable.Range(0, 800).Select(_ => level += random.NextDouble() - 0.5)];
        LoadPaths paths = Paths(walk, 2000);
        LoadForecast forecast = EnsembleForecaster.Default.Start(TestSeries.Hourly).Feed(walk).Ready(12);
        double independent = Enumerable.Range(0, 2000).Select(_ => Enumerable.Range(1, 12).Max(step => forecast.Quantile(step, Math.Clamp(random.NextDouble(), 1e-6, 1 - 1e-6)))).Order().ElementAt(1000);

        paths.MaximumQuantile(12, 0.5).ShouldBeLessThan(independent);
        paths.MaximumQuantile(12, 0.9).ShouldBeGreaterThanOrEqualTo(paths.MaximumQuantile(1, 0.9));
        paths.MaximumQuantile(12, 0.9).ShouldBeGreaterThan(paths.MaximumQuantile(12, 0.5));
    }

    [Fact]
    public void ForecastPaths_MoreStepsThanTheForecastHas_Throws()
    {
        IForecastSession session = EnsembleForecaster.Default.Start(TestSeries.Hourly).Feed(TestSeries.Wave(200));
        Should.Throw<ArgumentOutOfRangeException>(() => ((IJointForecastSession)session).ForecastPaths(session.Ready(12), 13, 10, 0)).ParamName.ShouldBe("steps");
    }

    [Fact]
    public void Create_WrongShapeOrLoad_Throws()
    {
        Should.Throw<ArgumentException>(() => new LoadPaths(DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1), 2, [1, 2, 3])).Message.ShouldContain("3 loads do not fill courses of 2 steps.");
        Should.Throw<ArgumentException>(() => new LoadPaths(DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1), 2, [1, double.NaN])).Message.ShouldContain("Load 1 of course 0 is NaN.");
    }
}
