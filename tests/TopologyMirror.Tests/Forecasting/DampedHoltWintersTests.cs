using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class DampedHoltWintersTests
{
    private static readonly ForecastSeries FiveMinutes = new("requests", TimeSpan.FromMinutes(5), DateTimeOffset.UnixEpoch);
    private static readonly EnsembleForecaster Alone = new("holt-winters", ForecastModel.DampedHoltWinters);

    [Fact]
    public void Forecast_DayWave_IsNearItsNoise()
    {
        double error = Enumerable.Range(0, 8).Average(seed =>
        {
            double[] values = TestSeries.DayWave(8 * 288, seed);
            LoadForecast forecast = Alone.Start(FiveMinutes).Feed(values[..(7 * 288)]).Ready(288);
            return Enumerable.Range(1, 288).Average(step => Math.Abs(values[(7 * 288) + step - 1] - forecast.Quantile(step, 0.5)));
        });
        error.ShouldBeLessThan(4);
    }

    [Fact]
    public void Forecast_LevelThatShifted_IsFollowedWithTheSeason()
    {
        double[] values = [.. TestSeries.Wave(24 * 20).Select((x, t) => t >= 24 * 18 ? x + 300 : x)];
        LoadForecast forecast = Alone.Start(TestSeries.Hourly).Feed(values[..^6]).Ready(6);
        Enumerable.Range(1, 6).Select(step => Math.Abs(forecast.Quantile(step, 0.5) - values[values.Length - 7 + step])).Average().ShouldBeLessThan(0.15 * 300);
    }

    [Fact]
    public void Forecast_TrendWithoutSeason_GoesOn()
    {
        // Steps of 7 seconds: no day fits the window.
        var series = new ForecastSeries("queue", TimeSpan.FromSeconds(7), DateTimeOffset.UnixEpoch);
        var random = new Random(8);
        double[] values = [.. Enumerable.Range(0, 200).Select(t => Math.Pow(10 + (0.1 * t) + (0.1 * random.NextDouble()), 2))];
        LoadForecast forecast = Alone.Start(series).Feed(values).Ready(5);
        forecast.Quantile(5, 0.5).ShouldBe(Math.Pow(10 + (0.1 * 204), 2), 15);
    }

    [Fact]
    public void Forecast_WeekWithQuietDays_KnowsThem()
    {
        double Load(int t) => (t / 24 % 7 >= 5 ? 0.3 : 1) * (100 + (60 * Math.Sin(t * Math.Tau / 24)));
        IForecastSession session = Alone.Start(TestSeries.Hourly).Feed(Enumerable.Range(0, 24 * 7 * 5).Select(Load));
        session.Feed(Enumerable.Range(24 * 7 * 5, (24 * 5) - 3).Select(Load));
        LoadForecast forecast = session.Ready(24);
        Enumerable.Range(1, 24).Average(step => Math.Abs(forecast.Quantile(step, 0.5) - Load((24 * 7 * 5) + (24 * 5) - 4 + step))).ShouldBeLessThan(12);
    }
}
