using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class IndependentPathsTests
{
    private const int Count = 400;

    /// <summary>Two steps: the second is about ten times the first.</summary>
    private static LoadForecast Forecast { get; } = new(
        DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1), [0.05, 0.5, 0.9], [5, 10, 20, 80, 100, 130]);

    [Fact]
    public void Of_EveryStep_HasOneSampleInEachStratumOfItsDistribution()
    {
        using LoadPaths paths = IndependentPaths.Of(Forecast, Forecast.Steps, Count, 3);

        (paths.Origin, paths.Step, paths.Steps, paths.Count).ShouldBe((Forecast.Origin, Forecast.Step, 2, Count));
        for (int step = 1; step <= 2; step++)
        {
            double[] rising = [.. paths.At(step).ToArray().Order()];
            for (int i = 0; i < Count; i++)
            {
                rising[i].ShouldBeGreaterThanOrEqualTo(i == 0 ? 0 : Forecast.Quantile(step, (double)i / Count) - 1e-9);
                rising[i].ShouldBeLessThanOrEqualTo(i == Count - 1 ? double.MaxValue : Forecast.Quantile(step, (i + 1.0) / Count) + 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Of_Seed_GivesTheSameCoursesAndAnotherGivesOthers(int seed)
    {
        using LoadPaths paths = IndependentPaths.Of(Forecast, Forecast.Steps, Count, seed);
        using LoadPaths again = IndependentPaths.Of(Forecast, Forecast.Steps, Count, seed);
        using LoadPaths other = IndependentPaths.Of(Forecast, Forecast.Steps, Count, seed + 1);

        again.At(2).ToArray().ShouldBe(paths.At(2).ToArray());
        other.At(2).ToArray().ShouldNotBe(paths.At(2).ToArray());
        other.At(2).ToArray().Order().ShouldNotBe(paths.At(2).ToArray().Order());
    }

    [Fact]
    public void Of_Steps_SayNothingOfEachOther()
    {
        using LoadPaths paths = IndependentPaths.Of(Forecast, Forecast.Steps, Count, 3);
        bool[] first = [.. paths.At(1).ToArray().Select(load => load > Forecast.Quantile(1, 0.5))];
        bool[] second = [.. paths.At(2).ToArray().Select(load => load > Forecast.Quantile(2, 0.5))];

        // Half of 400 agree by chance; five standard deviations are 50.
        first.Zip(second).Count(both => both.First == both.Second).ShouldBeInRange(150, 250);
        first.Count(high => high).ShouldBe(200);
    }

    [Fact]
    public void Of_CertainForecast_IsThatLoad()
    {
        using LoadPaths paths = IndependentPaths.Of(new LoadForecast(DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1), [0.1, 0.9], [7, 7]), 1, 50, 1);
        paths.At(1).ToArray().ShouldAllBe(load => load == 7);
    }

    [Fact]
    public void MaximumQuantile_IndependentSteps_IsThatOfTheProduct()
    {
        // Of ten equal independent steps, the maximum stays below the quantile at q with q to the tenth.
        double[] quantiles = [.. Enumerable.Range(0, 10).SelectMany(_ => new[] { 10.0, 50, 90 })];
        var forecast = new LoadForecast(DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1), [0.1, 0.5, 0.9], quantiles);
        using LoadPaths paths = IndependentPaths.Of(forecast, forecast.Steps, 20_000, 5);

        paths.MaximumQuantile(10, 0.2).ShouldBe(forecast.Quantile(1, Math.Pow(0.2, 0.1)), 1);
        paths.MaximumQuantile(1, 0.2).ShouldBe(forecast.Quantile(1, 0.2), 1);
    }

    [Fact]
    public void Dispose_DrawnCourses_CannotBeReadAnyMore()
    {
        LoadPaths paths = IndependentPaths.Of(Forecast, Forecast.Steps, Count, 3);
        paths.Dispose();
        paths.Dispose();

        Should.Throw<ObjectDisposedException>(() => paths.At(1).Length);
        Should.Throw<ObjectDisposedException>(() => paths.Maxima(1, 2, new double[Count]));
        Should.Throw<ObjectDisposedException>(() => paths.MaximumQuantile(2, 0.5));
        (paths.Steps, paths.Count).ShouldBe((2, Count));
    }
}
