using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;
using TopologyMirror.Tests.Forecasting;
using TopologyMirror.Tuning;

namespace TopologyMirror.Tests.Tuning;

public sealed class ForecastTunerTests
{
    private static readonly ForecastModelSet[] Few =
        [new(ForecastModel.RidgeAutoregression), new(ForecastModel.LevelSmoothing), new(ForecastModel.LevelSmoothing, ForecastModel.SeasonalRepeat)];

    private static LoadHistory History(IEnumerable<double> values, SampleTags tags = SampleTags.None, Func<int, bool>? tagged = null)
    {
        var history = new LoadHistory("requests", TimeSpan.FromHours(1));
        int i = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                history.Add(new LoadSample(DateTimeOffset.UnixEpoch.AddHours(i), value, tagged?.Invoke(i) == true ? tags : SampleTags.None));
            }

            i++;
        }

        return history;
    }

    private static ForecastTuningResult Tune(LoadHistory history, double microsecondsPerReading = 1, Action<ForecastTunerOptions>? configure = null)
    {
        var options = new ForecastTunerOptions { Rounds = 2, TicksPerRound = 8, Origins = 20 };
        foreach (ForecastModelSet set in Few)
        {
            options.ModelSets.Add(set);
        }

        configure?.Invoke(options);
        return new ForecastTuner(new StepClock(TimeSpan.FromMicroseconds(microsecondsPerReading)), options).Tune("requests", history);
    }

    private static string Refusal(LoadHistory history, Action<ForecastTunerOptions>? configure = null) =>
        Should.Throw<InvalidTuningException>(() => Tune(history, configure: configure)).Message;

    [Fact]
    public void Tune_AWave_MeasuresEverySetAndPicksTheMostAccurate()
    {
        ForecastTuningResult result = Tune(History(TestSeries.Wave(400)));
        result.Origins.ShouldBe(20);
        result.SkippedOrigins.ShouldBe(0);
        result.ScoredSteps.ShouldBe(20 * 12);
        result.SeasonSteps.ShouldBe(24);
        result.Rows.Select(r => r.Models).ShouldBe(Few, ignoreOrder: true);
        result.Rows.ShouldAllBe(r => r.Cost.Update == TimeSpan.FromMicroseconds(1) && r.Cost.Forecast == TimeSpan.FromMicroseconds(1));
        result.Rows.ShouldAllBe(r => r.Cost.AllocatedBytes > 500 && r.Cost.AllocatedBytes < 20_000 && r.Cost.StateBytes > 1000);
        result.Pick.Accuracy.Loss.ShouldBe(result.Rows.Min(r => r.Accuracy.Loss));
        result.Pick.Accuracy.RelativeWql!.Value.ShouldBeInRange(0.3, 1);
        result.Pick.Accuracy.Coverage90.ShouldBeInRange(0.8, 1);
        result.Reference.RelativeWql.ShouldBe(1);
        result.Rows.Single(r => r.Models.Name == "LevelSmoothing").Accuracy.RelativeWql!.Value.ShouldBeGreaterThan(1.5);
        result.ToForecaster().Models.ShouldBe(result.Pick.Models.Models);
    }

    [Theory]
    [InlineData(25, true)]
    [InlineData(25.1, false)]
    public void Tune_ABudget_IsOfUpdateAndForecastTogether(double microsecondsPerReading, bool within)
    {
        ForecastTuningResult result = Tune(History(TestSeries.Wave(200)), microsecondsPerReading);
        result.Pick.IsWithinBudget.ShouldBe(within);
        result.Reason.ShouldContain(within ? "is the most accurate of 3 model sets within 50 µs a tick" : "No model set stays within 50 µs a tick");
    }

    [Fact]
    public void Tune_TheSameHistoryTwice_GivesTheSameAccuracy()
    {
        double[] wave = TestSeries.Wave(300);
        Tune(History(wave)).Rows.Select(r => (r.Models, r.Accuracy)).ShouldBe(Tune(History(wave)).Rows.Select(r => (r.Models, r.Accuracy)));
    }

    // What is scored last must not reach what is forecast before: with the last origins' future changed, all other scores stay.
    [Fact]
    public void Tune_Scores_EqualForecastsOfSessionsThatNeverSawTheRest()
    {
        double[] wave = TestSeries.Wave(300);
        ForecastTuningResult result = Tune(History(wave), configure: o => o.Origins = 5);
        int[] origins = TuningOrigins.Spread("requests", History(wave), new ForecastTunerOptions { Origins = 5 });
        foreach (ForecastTuningRow row in result.Rows)
        {
            double pinball = 0;
            double actuals = 0;
            foreach (int origin in origins)
            {
                LoadForecast forecast = row.Models.ToForecaster().Start(TestSeries.Hourly with { LongestHorizon = 12 }).Feed(wave[..origin]).Ready(12);
                for (int step = 1; step <= 12; step++)
                {
                    double actual = wave[origin + step - 1];
                    actuals += actual;
                    foreach (double level in ForecastScorer.ScoredLevels)
                    {
                        double miss = actual - forecast.Quantile(step, level);
                        pinball += Math.Max(level * miss, (level - 1) * miss) / 7;
                    }
                }
            }

            row.Accuracy.Wql!.Value.ShouldBe(2 * pinball / actuals, 1e-12);
            row.Accuracy.Loss.ShouldBe(pinball / 60, 1e-9);
        }
    }

    [Fact]
    public void Tune_AConstant_PicksWithoutDividingByNothing()
    {
        ForecastTuningResult result = Tune(History(Enumerable.Repeat(1234.5, 200)));
        result.Rows.ShouldAllBe(r => r.Accuracy.Loss == 0 && r.Accuracy.Wql == 0 && r.Accuracy.RelativeWql == 1 && r.Accuracy.Mase == null);
        result.Pick.Models.Name.ShouldBe("LevelSmoothing");
        result.Reason.ShouldStartWith("LevelSmoothing is as accurate as the best of 3 model sets");
        result.ToTable().ShouldNotContain("NaN");
    }

    [Fact]
    public void Tune_NothingButZeros_HasNoWql()
    {
        ForecastTuningResult result = Tune(History(Enumerable.Repeat(0.0, 200)));
        result.Rows.ShouldAllBe(r => r.Accuracy.Loss == 0 && r.Accuracy.Wql == null && r.Accuracy.Mase == null);
        result.Reason.ShouldContain("mean pinball loss 0");
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    public void Tune_ExtremeLoads_GivesFiniteNumbers(double unit)
    {
        ForecastTuningResult result = Tune(History(TestSeries.Wave(200).Select(v => v / 200 * unit)));
        result.Rows.ShouldAllBe(r => double.IsFinite(r.Accuracy.Loss) && r.Accuracy.RelativeWql > 0 && double.IsFinite(r.Accuracy.Mase!.Value));
    }

    [Fact]
    public void Tune_GapsAndTaggedSamples_AreNotScored()
    {
        double[] wave = TestSeries.Wave(400);
        wave[310] = double.NaN;
        ForecastTuningResult result = Tune(
            History(wave.Select((v, i) => i is >= 350 and < 355 ? 1e6 : v), SampleTags.LoadTest, i => i is >= 350 and < 355), configure: o => o.Origins = 10_000);
        result.ScoredSteps.ShouldBe((result.Origins * 12) - (6 * 12));
        result.Pick.Accuracy.RelativeWql!.Value.ShouldBeLessThan(1);
    }

    [Fact]
    public void Tune_AnOutageLongerThanASessionBridges_LeavesItsOriginsOut()
    {
        double[] wave = TestSeries.Wave(400);
        Array.Fill(wave, double.NaN, 300, 20);
        ForecastTuningResult result = Tune(History(wave), configure: o => o.Origins = 10_000);
        result.SkippedOrigins.ShouldBeGreaterThan(10);
        (result.Origins + result.SkippedOrigins).ShouldBe(189);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(29)]
    public void Tune_TooShort_SaysHowMuchIsNeeded(int count) =>
        Refusal(History(TestSeries.Wave(count))).ShouldBe(
            $"The history of requests has {count} steps of 01:00:00; tuning at a horizon of 12 steps, scored on the last 0.5 of it, needs at least 30.");

    [Fact]
    public void Tune_JustLongEnough_Works()
    {
        ForecastTuningResult result = Tune(History(TestSeries.Wave(30)));
        result.Origins.ShouldBe(4);
        result.SeasonSteps.ShouldBe(1);
    }

    [Fact]
    public void Tune_NothingUsableToScore_SaysFromWhenOn() =>
        Refusal(History(TestSeries.Wave(100), SampleTags.Outage, i => i >= 40)).ShouldStartWith(
            "The history of requests has no step from 1970-01-03T02:00:00+00:00 on that is neither missing nor tagged");

    [Fact]
    public void Tune_NoForecastAnywhere_SaysWhy() =>
        Refusal(History(Enumerable.Range(0, 200).Select(i => i % 20 == 0 || i == 199 ? 5.0 : double.NaN)), o => o.Origins = 4).ShouldStartWith(
            "The history of requests allows no forecast at any of 4 origins: The last 19 steps of requests are missing; a forecast bridges 3.");

    [Fact]
    public void Tune_Cancelled_Ends()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Should.Throw<OperationCanceledException>(() => new ForecastTuner(new StepClock(TimeSpan.FromTicks(1))).Tune("requests", History(TestSeries.Wave(200)), cancelled.Token));
    }

    [Theory]
    [InlineData("ForecastTunerOptions.HorizonSteps (0) must be between 1 and 2016.")]
    [InlineData("ForecastTunerOptions.Budget (00:00:00) must be between 00:00:00.0000001 and 00:01:00.")]
    [InlineData("ForecastTunerOptions.ScoredShare (NaN) must be between 0.05 and 0.95.")]
    public void Tuner_OptionsOutOfRange_NamesEveryOne(string fault) =>
        Should.Throw<InvalidTuningException>(() => new ForecastTuner(TimeProvider.System, new ForecastTunerOptions { HorizonSteps = 0, Budget = TimeSpan.Zero, ScoredShare = double.NaN }))
            .Message.ShouldContain(fault);

    [Fact]
    public void Catalogue_Default_HasSinglesPairsTriplesAndTheDefaultPool()
    {
        ModelSetCatalogue.All.ShouldBeUnique();
        ModelSetCatalogue.All.Count(s => s.Models.Count == 1).ShouldBe(Enum.GetValues<ForecastModel>().Length);
        int pool = ForecastModelSet.DefaultPool.Models.Count;
        ModelSetCatalogue.All.Count(s => s.Models.Count == 2).ShouldBe(pool * (pool - 1) / 2);
        ModelSetCatalogue.All.Count(s => s.Models.Count == 3).ShouldBe(pool * (pool - 1) * (pool - 2) / 6);
        ModelSetCatalogue.All.ShouldContain(ForecastModelSet.DefaultPool);
    }

    [Fact]
    public void Origins_OfAnyNumber_RiseWithinTheScoredPartAndMeetEveryPhase()
    {
        int[] origins = TuningOrigins.Spread("requests", History(TestSeries.Wave(24 * 40)), new ForecastTunerOptions { Origins = 20 });
        origins.ShouldBe(origins.Order().Distinct());
        origins[0].ShouldBe(480);
        origins[^1].ShouldBeLessThanOrEqualTo((24 * 40) - 12);
        origins.Select(o => o % 24).Distinct().Count().ShouldBeGreaterThan(10);
    }
}
