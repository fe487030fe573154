using TopologyMirror.Forecasting;
using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Replay;

public sealed class PredictiveNoShadowPolicyTests
{
    /// <summary>Four days of a daily wave with noise, in minutes or held.</summary>
    private static TraceSeries Wave(int stepMinutes = 1, Func<int, double>? factor = null)
    {
        // Random, since what repeats is foreseen.
        var noise = new Random(13);
        return Traces.Series(
            "load",
            TimeSpan.FromMinutes(stepMinutes),
            Enumerable.Range(0, 4 * 1440 / stepMinutes).Select(i => (factor?.Invoke(i * stepMinutes) ?? 1)
                * (60 + (50 * Math.Sin(i * stepMinutes * Math.Tau / 1440)) + noise.Next(13))));
    }

    private static ReplayResult Run(ReplayTrace trace, double risk, LaunchDraws? draws = null) => ReplayRunner.Run(
        trace, new PredictiveNoShadowPolicy(new ReplayForecasts(trace, TimeSpan.FromHours(1)), risk), draws ?? Traces.TenMinutes);

    [Theory]
    [InlineData(0.05, "predictive-no-shadow@5")]
    [InlineData(0.001, "predictive-no-shadow@0.1")]
    public void Name_OfARisk_IsItsPercentage(double risk, string name) =>
        new PredictiveNoShadowPolicy(new ReplayForecasts(Traces.OfOneHour(), TimeSpan.FromHours(1)), risk).Name.ShouldBe(name);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Create_RiskThatIsNone_Throws(double risk) => Should.Throw<ArgumentOutOfRangeException>(
        () => new PredictiveNoShadowPolicy(new ReplayForecasts(Traces.OfOneHour(), TimeSpan.FromHours(1)), risk));

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Run_DailyWave_IsShortLessThanTheReactiveRuleAndKeepsNoShadow(int stepMinutes)
    {
        ReplayTrace trace = ReplayTrace.Create([Wave(stepMinutes)]);
        ReplayResult predictive = Run(trace, 0.05);
        ReplayResult reactive = ReplayRunner.Run(trace, new ReactivePolicy(10), Traces.TenMinutes);

        predictive.Score.ViolationMinutes.ShouldBeLessThan(reactive.Score.ViolationMinutes);
        predictive.Score.PaidHours.Shadow.ShouldBe(0);
        predictive.Score.Promotions.ShouldBe(0);
    }

    [Fact]
    public void Run_MoreRisk_PaysLess()
    {
        ReplayTrace trace = ReplayTrace.Create([Wave()]);
        Run(trace, 0.001).Score.PaidHours.Total.ShouldBeGreaterThan(Run(trace, 0.3).Score.PaidHours.Total * 1.03);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Run_LaterLoadsChange_ChangesNoActionUpToTwoMinutesAfter(int stepMinutes)
    {
        const int cut = 5000;
        ReplayTrace before = ReplayTrace.Create([Wave(stepMinutes)]);
        ReplayTrace after = ReplayTrace.Create([Wave(stepMinutes, minute => minute > cut ? 1.8 : 1)]);

        Until(after).ShouldBe(Until(before));
        Until(before).Length.ShouldBeGreaterThan(5);
        Run(after, 0.05).Actions.ShouldNotBe(Run(before, 0.05).Actions);

        ReplayAction[] Until(ReplayTrace trace) => [.. Run(trace, 0.05).Actions.Where(a => a.Tick <= cut + ReplayClock.VisibilityTicks)];
    }

    [Fact]
    public void At_AnyOrder_IsTheForecastOfWhatWasVisible()
    {
        ReplayTrace trace = ReplayTrace.Create([Wave(5)]);
        var asked = new ReplayForecasts(trace, TimeSpan.FromHours(1));
        var again = new ReplayForecasts(trace, TimeSpan.FromHours(1));
        LoadForecast late = asked.At(5000)[0].Result.Forecast!;
        LoadForecast early = asked.At(4000)[0].Result.Forecast!;

        again.At(4000)[0].Result.Forecast!.QuantilesAt(3).ToArray().ShouldBe(early.QuantilesAt(3).ToArray());
        again.At(5000)[0].Result.Forecast!.QuantilesAt(3).ToArray().ShouldBe(late.QuantilesAt(3).ToArray());

        // The sample of 4995 to 4999 is held, so its value is known at 4997.
        late.Origin.ShouldBe(trace.Start.AddMinutes(5000));
        late.Step.ShouldBe(TimeSpan.FromMinutes(5));
    }
}
