using System.Globalization;
using TopologyMirror.Forecasting;
using TopologyMirror.ForecastTuning;
using TopologyMirror.ForecastTuning.Report;
using TopologyMirror.Metrics;
using TopologyMirror.Tests.Forecasting;

namespace TopologyMirror.Tests.ForecastTuning;

public sealed class TuningDrawingTests
{
    [Theory]
    [InlineData(4, 60, "4 5 6 7 8 9 10 12 14 16 18 20 25 30 35 40 50 60", 18)]
    [InlineData(4, 60, "4 5 7 10 15 20 30 40 50", 12)]
    [InlineData(0.19, 0.45, "0.2 0.25 0.3 0.35 0.4", 9)]
    [InlineData(1, 1e9, "1 1000 1000000 1000000000", 4)]
    [InlineData(1.01, 1.02, "1.01 1.02", 9)]
    public void Marks_OfALogAxis_AreRoundAndNotTooMany(double least, double most, string expected, int count) =>
        string.Join(' ', LogScale.Marks(least, most, count).Select(m => Math.Round(m, 6).ToString(CultureInfo.InvariantCulture))).ShouldBe(expected);

    [Fact]
    public void Fan_OfTheLastDay_IsForecastFromWhatWasKnown()
    {
        var history = new LoadHistory("x", TimeSpan.FromHours(1));
        double[] wave = TestSeries.Wave(100);
        foreach ((double value, int i) in wave.Select((v, i) => (v, i)))
        {
            history.Add(new LoadSample(DateTimeOffset.UnixEpoch.AddHours(i), value));
        }

        IReadOnlyList<LoadForecast> fans = FanForecast.Over(new TunedLoad("requests", history), EnsembleForecaster.Default, horizon: 10);
        fans.Select(f => ((f.Origin - DateTimeOffset.UnixEpoch).TotalHours, f.Steps)).ShouldBe([(76, 10), (86, 10), (96, 4)]);
        LoadForecast alone = EnsembleForecaster.Default.Start(TestSeries.Hourly with { LongestHorizon = 10 }).Feed(wave[..86]).Ready(10);
        Enumerable.Range(1, 10).Select(step => fans[1].Quantile(step, 0.9)).ShouldBe(Enumerable.Range(1, 10).Select(step => alone.Quantile(step, 0.9)));
    }
}
