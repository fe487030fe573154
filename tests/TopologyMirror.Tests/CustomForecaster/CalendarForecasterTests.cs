using TopologyMirror.CustomForecaster;
using TopologyMirror.Forecasting;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.CustomForecaster;

public sealed class CalendarForecasterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ForecastSeries Series = new("shop", TimeSpan.FromMinutes(1), Start);

    [Fact]
    public void Forecast_StepsOfASale_AreRaisedAndNoOthers()
    {
        var sale = new Sale(Start.AddMinutes(65), Start.AddMinutes(70), Factor: 2);
        IForecastSession plain = new SmoothingForecaster().Start(Series);
        IForecastSession calendar = new CalendarForecaster(new SmoothingForecaster(), sale).Start(Series);
        for (int i = 0; i < 60; i++)
        {
            plain.Observe(100 + (i % 7));
            calendar.Observe(100 + (i % 7));
        }

        LoadForecast without = plain.Forecast(new ForecastRequest(15)).Forecast!;
        LoadForecast with = calendar.Forecast(new ForecastRequest(15)).Forecast!;
        for (int step = 1; step <= 15; step++)
        {
            bool inSale = step is >= 6 and <= 10;
            with.Quantile(step, 0.9).ShouldBe(without.Quantile(step, 0.9) * (inSale ? 2 : 1), 1e-9);
        }
    }

    [Fact]
    public void Replay_WithTheCalendar_IsShortOfNeedForFewerMinutes()
    {
        PipelineReplayResult without = SaleReplay.Run(null);
        PipelineReplayResult with = SaleReplay.Run(SaleTrace.Sale);

        with.Scored.Score.ViolationMinutes.ShouldBeLessThan(without.Scored.Score.ViolationMinutes);
        (with.InvariantViolations, without.InvariantViolations).ShouldBe((0, 0));
    }
}
