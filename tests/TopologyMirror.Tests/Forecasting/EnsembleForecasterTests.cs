using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Tests.Forecasting;

public sealed class EnsembleForecasterTests
{
    private static readonly ForecastSeries FiveMinutes = new("requests", TimeSpan.FromMinutes(5), DateTimeOffset.UnixEpoch);

    private static IForecastSession Start() => EnsembleForecaster.Default.Start(TestSeries.Hourly);

    [Fact]
    public void Forecast_ElevenSamples_SaysWhatIsMissingAndTwelveAreEnough()
    {
        IForecastSession session = Start().Feed(TestSeries.Wave(11));
        ForecastNotReady notReady = session.NotReady();
        notReady.Reason.ShouldBe(NotReadyReason.TooFewSamples);
        notReady.Explanation.ShouldBe("requests has 11 usable samples; 12 are needed.");
        notReady.EstimatedReadyAt.ShouldBe(DateTimeOffset.UnixEpoch.AddHours(12));
        session.Feed(100).Ready(24).Steps.ShouldBe(24);
    }

    [Fact]
    public void Forecast_FewSamples_IsWiderThanWithMany()
    {
        var random = new Random(5);
        double[] noise = [.. Enumerable.Range(0, 1000).Select(_ => 1000 + (100 * random.NextDouble()))];
        double Width(int count)
        {
            LoadForecast forecast = Start().Feed(noise[..count]).Ready(1);
            return forecast.Quantile(1, 0.99) - forecast.Quantile(1, 0.01);
        }

        Width(12).ShouldBeGreaterThan(Width(1000));
    }

    [Fact]
    public void Forecast_DailyWave_IsWithinItsNoise()
    {
        double[] values = TestSeries.Wave(700 + 48);
        LoadForecast forecast = Start().Feed(values[..700]).Ready(48);
        double error = Enumerable.Range(1, 48).Average(step => Math.Abs(forecast.Quantile(step, 0.5) - values[700 + step - 1]));

        // Uniform noise of width 10 around the wave: a median that knew the wave would miss by 2.5.
        error.ShouldBeLessThan(3.5);
    }

    [Fact]
    public void Forecast_PeriodThatIsNotOfTheCalendar_IsFound()
    {
        double Load(int t) => 1000 + (500 * Math.Sin(t * Math.Tau / 50));
        var random = new Random(7);
        IForecastSession session = new EnsembleForecaster("profile", ForecastModel.ProfileSmoothing)
            .Start(new ForecastSeries("odd", TimeSpan.FromSeconds(7), DateTimeOffset.UnixEpoch))
            .Feed(Enumerable.Range(0, 512).Select(t => Load(t) + (20 * random.NextDouble())));
        LoadForecast forecast = session.Ready(25);
        Enumerable.Range(1, 25).Select(step => Math.Abs(forecast.Quantile(step, 0.5) - Load(511 + step))).ShouldAllBe(error => error < 100);
    }

    [Fact]
    public void Forecast_OneModelWorthless_IsNearTheOthers()
    {
        // Level smoothing knows nothing of a strong day; the combination must not care.
        double[] values = [.. TestSeries.Wave(700).Select(x => x * x)];
        LoadForecast all = Start().Feed(values).Ready(12);
        LoadForecast one = new EnsembleForecaster("repeat", ForecastModel.SeasonalRepeat).Start(TestSeries.Hourly).Feed(values).Ready(12);
        for (int step = 1; step <= 12; step++)
        {
            all.Quantile(step, 0.5).ShouldBe(one.Quantile(step, 0.5), 0.15 * one.Quantile(step, 0.5));
        }
    }

    [Fact]
    public void Forecast_NoiseGrowsFourfold_CoversAgain()
    {
        var random = new Random(13);
        double Next(double width) => 5000 + (width * (random.NextDouble() - 0.5));
        IForecastSession session = Start().Feed(Enumerable.Range(0, 600).Select(_ => Next(100)));
        int covered = 0;
        session.Feed(Enumerable.Range(0, 300).Select(_ => Next(400)));
        for (int t = 0; t < 1000; t++)
        {
            double actual = Next(400);
            covered += actual <= session.Ready(1).Quantile(1, 0.9) ? 1 : 0;
            session.Observe(actual);
        }

        (covered / 1000.0).ShouldBe(0.9, 0.03);
    }

    [Fact]
    public void Forecast_SteadyState_AllocatesNothingButItsResult()
    {
        IForecastSession session = EnsembleForecaster.Default.Start(FiveMinutes).Feed(TestSeries.Wave(700));
        session.Ready(24);

        // A collection that another test causes charges the thread with what was left of its allocation context: the least of some rounds is without.
        long perTick = Enumerable.Range(2, 5).Min(seed =>
        {
            double[] more = TestSeries.Wave(40, seed: seed);
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (double value in more)
            {
                session.Observe(value);
                session.Forecast(new ForecastRequest(24));
            }

            return (GC.GetAllocatedBytesForCurrentThread() - before) / more.Length;
        });

        // Thirteen quantiles of eight bytes for 24 steps, and the objects around them.
        perTick.ShouldBeLessThan((24 * 13 * 8) + 400);
    }

    [Fact]
    public void Forecast_GapAndLoadTest_AreBridgedAndThenRefused()
    {
        IForecastSession session = Start().Feed(TestSeries.Wave(200)).Feed(double.NaN, double.NaN, double.NaN);
        session.Ready(3).Origin.ShouldBe(DateTimeOffset.UnixEpoch.AddHours(203));
        session.Feed(double.NaN).NotReady().Reason.ShouldBe(NotReadyReason.SourceSilent);

        IForecastSession tested = Start().Feed(TestSeries.Wave(200));
        for (int i = 0; i < 12; i++)
        {
            tested.Observe(1e9, SampleTags.LoadTest);
        }

        tested.Ready(12).Quantile(1, 0.9).ShouldBeLessThan(400);
        tested.Observe(1e9, SampleTags.LoadTest);
        tested.NotReady().Reason.ShouldBe(NotReadyReason.OnlyTaggedSamples);
    }

    [Fact]
    public void Forecast_MemberOfAConstantSession_NeverFallsBelowSaturation()
    {
        IForecastSession session = Start().Feed(Enumerable.Repeat(100.0, 50));
        session.Observe(40, SampleTags.Censored);
        session.Ready(1).Quantile(1, 0.5).ShouldBe(100);
    }

    [Fact]
    public void Create_NoModel_Throws() => Should.Throw<ArgumentOutOfRangeException>(() => new EnsembleForecaster("none"));

    [Fact]
    public void TryRestore_OtherModels_GivesNothing()
    {
        byte[] state = new EnsembleForecaster("one", ForecastModel.DirectRidge).Start(TestSeries.Hourly).Feed(TestSeries.Wave(100)).Save();
        new EnsembleForecaster("one", ForecastModel.LevelSmoothing).TryRestore(TestSeries.Hourly, state).ShouldBeNull();
    }

    [Fact]
    public void Forecast_ConstantThenAnother_FollowsAndIsNoLongerSure()
    {
        IForecastSession session = EnsembleForecaster.Default.Start(TestSeries.Hourly with { Step = TimeSpan.FromMinutes(1) });
        session.Feed(Enumerable.Repeat(150.0, 40)).Feed(Enumerable.Repeat(250.0, 12));

        LoadForecast forecast = session.Ready(10);
        for (int step = 1; step <= 10; step++)
        {
            forecast.Quantile(step, 0.5).ShouldBeInRange(240, 265);
            forecast.Quantile(step, 0.99).ShouldBeGreaterThan(forecast.Quantile(step, 0.5) + 5);
        }
    }
}
