using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Tests.Forecasting;

/// <summary>What the engine may not claim of series that are out of the ordinary.</summary>
public sealed class EnsembleHonestyTests
{
    private static readonly ForecastSeries Odd = new("odd", TimeSpan.FromSeconds(1777), DateTimeOffset.UnixEpoch);

    private static double Width(LoadForecast forecast, int step) => forecast.Quantile(step, 0.99) - forecast.Quantile(step, 0.01);

    [Fact]
    public void Forecast_SteadyGrowthOfTwelveSamples_IsNotCertain()
    {
        IForecastSession session = EnsembleForecaster.Default.Start(Odd).Feed(Enumerable.Range(0, 12).Select(t => Math.Pow(1.08, t)));
        LoadForecast forecast = session.Ready(12);
        Enumerable.Range(1, 12).ShouldAllBe(step => Width(forecast, step) > 0.01);
    }

    [Fact]
    public void Forecast_JumpAfterALongCalm_IsNotCertainAtAnyLead()
    {
        IForecastSession session = EnsembleForecaster.Default.Start(Odd).Feed(Enumerable.Repeat(10.0, 1300)).Feed(Enumerable.Repeat(1000.0, 3));
        LoadForecast forecast = session.Ready(100);
        Enumerable.Range(1, 100).ShouldAllBe(step => Width(forecast, step) > 1);
    }

    [Fact]
    public void Forecast_CalmAfterAnEarlySpike_IsNotCertainYet()
    {
        var forecaster = new EnsembleForecaster("level", ForecastModel.LevelSmoothing);
        IForecastSession session = forecaster.Start(Odd).Feed(1e5).Feed(Enumerable.Repeat(1000.0, 11));
        Width(session.Ready(1), 1).ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(40)]
    public void Forecast_AfterAJumpOfManyTimesTheLevel_IsNotManyTimesAllThatWasSeen(int samples)
    {
        IForecastSession session = EnsembleForecaster.Default.Start(Odd).Feed(Enumerable.Repeat(100.0, 60)).Feed(Enumerable.Repeat(1e7, samples));
        LoadForecast forecast = session.Ready(60);
        Enumerable.Range(1, 60).ShouldAllBe(step => forecast.Quantile(step, 0.99) < 30e7);
    }

    [Fact]
    public void Forecast_OneModelAndManyGaps_DoesNotRunAwayOnItsOwnForecasts()
    {
        var random = new Random(3);
        foreach (ForecastModel model in Enum.GetValues<ForecastModel>())
        {
            IForecastSession session = new EnsembleForecaster("one", model).Start(TestSeries.Hourly);
            double largest = 0;
            for (int t = 0; t < 1500; t++)
            {
                double value = t % 40 < 25 ? 100 * (t + 1) * (1 + random.NextDouble()) : double.NaN;
                largest = double.IsNaN(value) ? largest : Math.Max(largest, value);
                session.Observe(value);
                if (t > 200 && session.Forecast(new ForecastRequest(24)).TryGet(out LoadForecast? forecast))
                {
                    forecast.Quantile(24, 0.5).ShouldBeLessThan(2.5 * largest, $"{model} at {t}");
                }
            }
        }
    }

    [Fact]
    public void Forecast_TrendThatWouldEndBelowZero_KeepsThePossibilityOfLoad()
    {
        var forecaster = new EnsembleForecaster("holt-winters", ForecastModel.DampedHoltWinters);
        IForecastSession session = forecaster.Start(Odd).Feed(Enumerable.Range(0, 40).Select(t => Math.Pow(41 - t, 2.0) + (t % 3)));
        LoadForecast forecast = session.Ready(200);
        Enumerable.Range(1, 200).ShouldAllBe(step => forecast.Quantile(step, 0.99) > 0);
    }

    [Fact]
    public void Forecast_StepsOfADay_FollowTheWeek()
    {
        Func<int, double> load = day => day % 7 < 5 ? 1000 : 200;
        IForecastSession session = EnsembleForecaster.Default
            .Start(new ForecastSeries("daily", TimeSpan.FromDays(1), DateTimeOffset.UnixEpoch))
            .Feed(Enumerable.Range(0, 42).Select(load));
        LoadForecast forecast = session.Ready(7);
        Enumerable.Range(1, 7).ShouldAllBe(step => Math.Abs(forecast.Quantile(step, 0.5) - load(41 + step)) < 100);
    }

    [Fact]
    public void Forecast_OnlyTaggedSamples_SaysWhenItMayBeReady()
    {
        IForecastSession session = EnsembleForecaster.Default.Start(TestSeries.Hourly).Feed(TestSeries.Wave(100))
            .Feed(Enumerable.Repeat((1e6, SampleTags.LoadTest), 13));
        session.NotReady().EstimatedReadyAt.ShouldBe(DateTimeOffset.UnixEpoch.AddHours(114));
    }

    [Fact]
    public void Save_DefaultModels_IsWithinItsBudget()
    {
        ForecastSeries series = new ForecastSeries("requests", TimeSpan.FromMinutes(5), DateTimeOffset.UnixEpoch) { LongestHorizon = 24 };
        EnsembleForecaster.Default.Start(series).Feed(TestSeries.DayWave(4096, seed: 1)).Save().Length.ShouldBeLessThan(128 * 1024);
    }
}
