using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Tests.Forecasting;

public sealed class SmoothingForecasterTests
{
    private static readonly SmoothingForecaster Forecaster = new();

    [Fact]
    public void Forecast_ElevenSamples_SaysWhenTheTwelfthMayBeThere()
    {
        ForecastNotReady notReady = Forecaster.Start(TestSeries.Hourly).Feed(TestSeries.Wave(11)).NotReady();

        notReady.Reason.ShouldBe(NotReadyReason.TooFewSamples);
        notReady.Explanation.ShouldBe("requests has 11 usable samples; 12 are needed.");
        notReady.EstimatedReadyAt.ShouldBe(DateTimeOffset.UnixEpoch.AddHours(12));
    }

    [Fact]
    public void Forecast_TwelveSamples_IsWiderFurtherAhead()
    {
        LoadForecast forecast = Forecaster.Start(TestSeries.Hourly).Feed(TestSeries.Wave(12)).Ready(60);
        double before = 0;
        foreach (int step in new[] { 1, 4, 16, 60 })
        {
            double width = forecast.Quantile(step, 0.99) - forecast.Quantile(step, 0.5);
            width.ShouldBeGreaterThan(before);
            before = width;
        }
    }

    [Fact]
    public void Forecast_RandomWalk_FollowsTheLastValue()
    {
        var random = new Random(7);
        double level = 1000;
        double[] values = [.. Enumerable.Range(0, 500).Select(_ => level += random.Next(-10, 11))];
        Forecaster.Start(TestSeries.Hourly).Feed(values).Ready().Quantile(1, 0.5).ShouldBe(values[^1], 4);
    }

    [Fact]
    public void Forecast_Noise_FollowsTheMean()
    {
        var random = new Random(7);
        double[] values = [.. Enumerable.Range(0, 2000).Select(_ => 100 + (100 * random.NextDouble()))];
        LoadForecast forecast = Forecaster.Start(TestSeries.Hourly).Feed(values).Ready();

        forecast.Quantile(3, 0.5).ShouldBe(150, 8);
        forecast.Quantile(3, 0.95).ShouldBe(195, 6);
        forecast.Quantile(3, 0.05).ShouldBe(105, 6);
    }

    [Fact]
    public void Forecast_ThreeStepsMissing_IsBridgedWiderAndAFourthIsNot()
    {
        double[] walk = [.. TestSeries.Wave(300)];
        double Width(IForecastSession session) => session.Ready().Quantile(1, 0.95) - session.Ready().Quantile(1, 0.05);
        IForecastSession session = Forecaster.Start(TestSeries.Hourly).Feed(walk);
        double fresh = Width(session);
        session.Feed(double.NaN, double.NaN, double.NaN);
        Width(session).ShouldBeGreaterThan(fresh);
        session.Ready().Origin.ShouldBe(DateTimeOffset.UnixEpoch.AddHours(303));

        ForecastNotReady notReady = session.Feed(double.NaN).NotReady();
        notReady.Reason.ShouldBe(NotReadyReason.SourceSilent);
        notReady.Explanation.ShouldBe("The last 4 steps of requests are missing; a forecast bridges 3.");
        notReady.EstimatedReadyAt.ShouldBe(DateTimeOffset.UnixEpoch.AddHours(305));
        session.Feed(100).Forecast(new ForecastRequest(1)).NotReady.ShouldBeNull();
    }

    [Fact]
    public void Forecast_SaturatedAtTheEnd_DoesNotFallBelowWhatIsKnown()
    {
        IForecastSession calm = Forecaster.Start(TestSeries.Hourly).Feed(Enumerable.Repeat(100.0, 50));
        calm.Observe(40, SampleTags.Censored);
        calm.Ready().Quantile(1, 0.5).ShouldBe(100);

        IForecastSession busy = Forecaster.Start(TestSeries.Hourly).Feed(Enumerable.Repeat(100.0, 50));
        busy.Observe(400, SampleTags.Censored);
        busy.Ready().Quantile(1, 0.5).ShouldBe(400);
    }

    [Fact]
    public void Forecast_OneBurstAfterALongCalm_IsRememberedInProportion()
    {
        IForecastSession session = Forecaster.Start(TestSeries.Hourly).Feed(Enumerable.Repeat(0.0, 500)).Feed(100);
        foreach (int _ in Enumerable.Range(0, 100))
        {
            session.Feed(0);
            LoadForecast forecast = session.Ready();
            forecast.Quantile(1, 0.5).ShouldBe(0, 1);
            forecast.Quantile(1, 0.999).ShouldBeInRange(1, 1600);
        }
    }

    [Fact]
    public void Forecast_RestlessStretch_IsWiderThanACalmOne()
    {
        var random = new Random(9);
        double[] Stretch(double width) => [.. Enumerable.Range(0, 200).Select(_ => 1000 + (width * (random.NextDouble() - 0.5)))];
        double Width(IForecastSession session) => session.Ready().Quantile(1, 0.95) - session.Ready().Quantile(1, 0.05);
        IForecastSession session = Forecaster.Start(TestSeries.Hourly);
        session.Feed(Stretch(10)).Feed(Stretch(100)).Feed(Stretch(10)).Feed(Stretch(100));
        double restless = Width(session);
        Width(session.Feed(Stretch(10))).ShouldBeLessThan(restless / 1.5);
    }

    [Fact]
    public void Forecast_NoSteps_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Forecaster.Start(TestSeries.Hourly).Forecast(new ForecastRequest(0)));

    [Fact]
    public void Forecast_IndependentSamples_CoversAsItSays()
    {
        var random = new Random(3);
        double Next() => 50 + (50 * Math.Pow(random.NextDouble(), 3));
        IForecastSession session = Forecaster.Start(TestSeries.Hourly).Feed(Enumerable.Range(0, 1000).Select(_ => Next()));
        int[] covered = new int[2];
        for (int t = 0; t < 4000; t++)
        {
            LoadForecast forecast = session.Ready(2);
            double actual = Next();
            covered[0] += actual <= forecast.Quantile(1, 0.9) ? 1 : 0;
            covered[1] += actual <= forecast.Quantile(1, 0.99) ? 1 : 0;
            session.Observe(actual);
        }

        (covered[0] / 4000.0).ShouldBe(0.9, 0.015);
        (covered[1] / 4000.0).ShouldBe(0.99, 0.005);
    }
}
