using TopologyMirror.Backtests.Realised;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;
using TopologyMirror.Replay;
using TopologyMirror.Tests.Replay;

namespace TopologyMirror.Tests.Backtests;

public sealed class RealisedRiskTests
{
    private const int Lead = 10;

    private static ReplayForecasts Sure(ReplayTrace trace, double level) => new(trace, TimeSpan.FromHours(1), new Certain(level));

    [Fact]
    public void Of_SureForecast_CountsWindowsAboveTheRealAndTheWholeNumber()
    {
        // An hour has five windows of 11 minutes from 60 on, and five minutes that fit in none.
        ReplayTrace trace = Traces.OfOneHour(t => t switch
        {
            60 or 81 => 3.7,
            100 => 5,
            116 => 9,
            _ => 1,
        });
        IReadOnlyList<RealisedTally> tallies = RealisedRisk.Of(Sure(trace, 3.5), [0.01, 0.1], Lead);

        // 3.7 is above 3.5 instances, but not above the 4 that are planned.
        tallies.ShouldBe([new RealisedTally(0.01, 5, 3, 1, 0), new RealisedTally(0.1, 5, 3, 1, 0)]);
    }

    [Fact]
    public void Of_NoForecast_CountsWindowsWithoutAPlan() =>
        RealisedRisk.Of(Sure(Traces.OfOneHour(), double.NaN), [0.05], Lead).ShouldBe([new RealisedTally(0.05, 0, 0, 0, 5)]);

    [Fact]
    public void Of_EngineOnNoiseThatStays_KeepsNearTheRiskOfAStepAndRisesWithIt()
    {
        var noise = new Random(5);
        ReplayTrace trace = Traces.Of(Enumerable.Range(0, 8 * 1440).Select(_ => 100 + (20 * noise.NextDouble())));
        IReadOnlyList<RealisedTally> tallies = RealisedRisk.Of(new ReplayForecasts(trace, TimeSpan.FromHours(1)), [0.01, 0.2], Lead);
        tallies.ShouldAllBe(t => t.Windows == 2880 / (Lead + 1) && t.Unplanned == 0 && t.IntegerEvents <= t.Events);
        tallies[0].Events.ShouldBeLessThan(tallies[1].Events);
    }

    [Fact]
    public void Json_SeveralTraces_PoolsSetsAndAll()
    {
        var result = RealisedJson.Of([("a", [new(0.05, 100, 6, 2, 0)]), ("a", [new(0.05, 100, 8, 0, 1)]), ("b", [new(0.05, 50, 0, 0, 0)])]);
        result.RealisedRisk.Select(r => (r.Set, r.Traces, r.Windows, r.Events, r.Unplanned)).ShouldBe([("a", 2, 200, 14, 1), ("b", 1, 50, 0, 0), ("all", 3, 250, 14, 1)]);
        result.RealisedRisk[0].DifferencePoints.ShouldNotBeNull().ShouldBe(2, 1e-9);
        result.RealisedRisk[1].DifferencePoints.ShouldNotBeNull().ShouldBe(-5, 1e-9);
        result.MeanAbsolutePoints.ShouldNotBeNull().ShouldBe(3.5, 1e-9);
    }

    /// <summary>Knows that load is a level, whatever comes; one that is no number it does not know.</summary>
    private sealed class Certain(double level) : IForecaster
    {
        public string Name => "certain";

        public IForecastSession Start(ForecastSeries series) => new Session(level, series);

        public IForecastSession? TryRestore(ForecastSeries series, ReadOnlySpan<byte> state) => null;

        private sealed class Session(double level, ForecastSeries series) : IForecastSession
        {
            public int Count { get; private set; }

            public void Observe(double value, SampleTags tags = SampleTags.None) => Count++;

            public ForecastResult Forecast(ForecastRequest request) => double.IsNaN(level)
                ? ForecastResult.Of(new ForecastNotReady(NotReadyReason.TooFewSamples, "It knows nothing.", null))
                : ForecastResult.Of(new LoadForecast(
                    series.Start + (Count * series.Step), series.Step, QuantileLevels.Standard.ToArray(),
                    [.. Enumerable.Repeat(level, request.Steps * QuantileLevels.Standard.Length)]));

            public byte[] Save() => [];
        }
    }
}
