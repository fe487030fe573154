using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Tests.Forecasting;

public sealed class SeasonalNaiveForecasterTests
{
    private static readonly SeasonalNaiveForecaster Plain = new() { CorrectsLevel = false };

    private static IEnumerable<double> Days(int days) => Enumerable.Range(0, days * 24).Select(t => (double)(100 + (t % 24)));

    [Fact]
    public void Forecast_DaysRepeat_RepeatsThem()
    {
        LoadForecast forecast = Plain.Start(TestSeries.Hourly).Feed(Days(3)).Ready(48);

        forecast.Origin.ShouldBe(DateTimeOffset.UnixEpoch.AddDays(3));
        forecast.Quantile(1, 0.5).ShouldBe(100);
        forecast.Quantile(24, 0.99).ShouldBe(123);
        forecast.Quantile(25, 0.5).ShouldBe(100);
    }

    [Fact]
    public void Forecast_OneSeasonAndTwelveSteps_IsReadyWhenItSaid()
    {
        IForecastSession session = Plain.Start(TestSeries.Hourly).Feed(Days(1));
        ForecastNotReady notReady = session.NotReady();

        notReady.Reason.ShouldBe(NotReadyReason.TooFewSamples);
        notReady.EstimatedReadyAt.ShouldBe(DateTimeOffset.UnixEpoch.AddHours(36));
        notReady.Explanation.ShouldBe(
            "requests has 24 steps, 0 of them with a usable sample one season before; 36 and 12 are needed.");
        session.Feed(Days(1).Take(11)).Forecast(new ForecastRequest(1)).NotReady.ShouldNotBeNull();
        session.Feed(111.0).Forecast(new ForecastRequest(1)).NotReady.ShouldBeNull();
    }

    [Fact]
    public void Forecast_GapOneSeasonBefore_WalksFurtherBack()
    {
        double[] values = [.. Days(3)];
        values[48] = double.NaN;
        Plain.Start(TestSeries.Hourly).Feed(values).Ready().Quantile(1, 0.5).ShouldBe(100);
    }

    [Fact]
    public void Forecast_PhaseNeverSeen_TakesThePhaseBeforeIt()
    {
        double[] values = [.. Days(3)];
        values[5] = values[29] = values[53] = double.NaN;
        Plain.Start(TestSeries.Hourly).Feed(values).Ready().Quantile(6, 0.5).ShouldBe(104);
    }

    [Fact]
    public void Forecast_CensoredBelowTheSeasonBefore_KeepsTheHigher()
    {
        IForecastSession session = Plain.Start(TestSeries.Hourly).Feed(Days(2));
        session.Observe(40, SampleTags.Censored);
        session.Observe(140, SampleTags.Censored);
        LoadForecast forecast = session.Feed(Days(1).Skip(2)).Ready();

        forecast.Quantile(1, 0.5).ShouldBe(100);
        forecast.Quantile(2, 0.5).ShouldBe(140, 1);
    }

    [Fact]
    public void Forecast_LevelRoseSinceYesterday_IsCorrectedUnlessTurnedOff()
    {
        double[] values = [.. Days(2), .. Days(1).Select(x => 2 * x), .. Days(1).Select(x => 4 * x).Take(12)];
        new SeasonalNaiveForecaster().Start(TestSeries.Hourly).Feed(values).Ready().Quantile(1, 0.5).ShouldBeGreaterThan(350);
        Plain.Start(TestSeries.Hourly).Feed(values).Ready().Quantile(1, 0.01).ShouldBeLessThan(300);
    }

    [Fact]
    public void Forecast_BeyondOneSeason_IsWider()
    {
        LoadForecast forecast = Plain.Start(TestSeries.Hourly).Feed(TestSeries.Wave(24 * 7)).Ready(30);
        double Width(int step) => Math.Sqrt(forecast.Quantile(step, 0.95)) - Math.Sqrt(forecast.Quantile(step, 0.05));
        Width(25).ShouldBe(Width(1) * Math.Sqrt(2), 0.2);
    }

    [Fact]
    public void Forecast_OutageOfADay_IsBridgedAndALongerOneIsNot()
    {
        IForecastSession session = Plain.Start(TestSeries.Hourly).Feed(Days(3)).Feed(Enumerable.Repeat((0.0, SampleTags.Outage), 24));
        session.Ready().Quantile(1, 0.5).ShouldBe(100);

        session.Observe(0, SampleTags.Outage);
        ForecastNotReady notReady = session.NotReady();
        notReady.Reason.ShouldBe(NotReadyReason.OnlyTaggedSamples);
        notReady.Explanation.ShouldBe("The last 25 steps of requests are tagged as not demand, or missing; a forecast bridges 24.");
        notReady.EstimatedReadyAt.ShouldBe(DateTimeOffset.UnixEpoch.AddHours(98));
    }

    [Fact]
    public void Season_NotPositive_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SeasonalNaiveForecaster { Season = TimeSpan.Zero });

    [Fact]
    public void Season_BeyondTheCalendar_IsNeverReadyAndSaysNoTime()
    {
        var forecaster = new SeasonalNaiveForecaster { Season = TimeSpan.MaxValue };
        forecaster.Start(TestSeries.Hourly).Feed(1, 2, 3).NotReady().EstimatedReadyAt.ShouldBeNull();
    }
}
