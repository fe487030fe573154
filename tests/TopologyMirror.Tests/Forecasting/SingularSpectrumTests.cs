using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class SingularSpectrumTests
{
    private const int Day = 288;

    private static readonly ForecastSeries FiveMinutes = new("requests", TimeSpan.FromMinutes(5), DateTimeOffset.UnixEpoch);
    private static readonly EnsembleForecaster Alone = new("ssa", ForecastModel.SingularSpectrum);

    [Fact]
    public void Default_OfTheEngine_IsWithoutIt()
    {
        EnsembleForecaster.Default.Models.ShouldNotContain(ForecastModel.SingularSpectrum);
    }

    [Fact]
    public void Forecast_DayAheadFromAWeek_IsNearItsNoiseAndCovers()
    {
        double error = 0;
        double covered = 0;
        for (int seed = 0; seed < 24; seed++)
        {
            double[] values = TestSeries.DayWave(8 * Day, seed);
            LoadForecast forecast = Alone.Start(FiveMinutes).Feed(values[..(7 * Day)]).Ready(Day);
            for (int step = 1; step <= Day; step++)
            {
                double value = values[(7 * Day) + step - 1];
                error += Math.Abs(value - forecast.Quantile(step, 0.5)) / (24 * Day);
                covered += value >= forecast.Quantile(step, 0.025) && value <= forecast.Quantile(step, 0.975) ? 1.0 / (24 * Day) : 0;
            }
        }

        error.ShouldBeLessThan(3.7);
        covered.ShouldBeInRange(0.93, 0.97);
    }

    [Fact]
    public void Forecast_LongerThanTheGridOfLeads_KeepsTheSeason()
    {
        double[] values = TestSeries.DayWave(10 * Day, 2, noise: 1);
        LoadForecast forecast = Alone.Start(FiveMinutes).Feed(values[..(7 * Day)]).Ready(3 * Day);
        Enumerable.Range(1, 3 * Day).Select(step => Math.Abs(forecast.Quantile(step, 0.5) - values[(7 * Day) + step - 1])).ShouldAllBe(error => error < 6);
    }

    [Fact]
    public void Forecast_WithForecastsTakenOnTheWay_IsTheSame()
    {
        double[] values = TestSeries.DayWave(1000, 4);
        IForecastSession asked = Alone.Start(FiveMinutes);
        for (int t = 0; t < values.Length; t++)
        {
            asked.Observe(values[t]);
            if (t % 37 == 0)
            {
                asked.Rows(1 + (t % 400));
            }
        }

        IForecastSession silent = Alone.Start(FiveMinutes).Feed(values);
        asked.Rows(Day).ShouldBe(silent.Rows(Day));
        asked.Save().ShouldBe(silent.Save());
    }

    [Fact]
    public void Forecast_SpikeAndStep_StaysNearWhatWasSeen()
    {
        double[] values = [.. TestSeries.DayWave(1200, 6).Select((x, t) => t == 900 ? 1e6 : t > 1000 ? x + 500 : x)];
        LoadForecast forecast = Alone.Start(FiveMinutes).Feed(values).Ready(Day);
        Enumerable.Range(1, Day).ShouldAllBe(step => forecast.Quantile(step, 0.5) <= 2.3e6);
    }
}
