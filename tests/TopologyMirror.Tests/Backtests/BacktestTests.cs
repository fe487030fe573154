using TopologyMirror.Backtests.Accuracy;

namespace TopologyMirror.Tests.Backtests;

public sealed class BacktestTests
{
    private static readonly double[] Values = [.. Enumerable.Range(0, 40).Select(i => (double)i)];

    [Fact]
    public void AtOrigins_EachOrigin_ShowsTheModelItsTrainingWindowAlone()
    {
        var model = new Witness();
        BacktestSeries series = BacktestSets.InMemory(Values, new BacktestOrigin(0, 10, 5, [4]), new BacktestOrigin(7, 38, 5, [4]));
        ForecastTally tally = Backtest.AtOrigins(model, series);

        model.Seen.Count.ShouldBe(2);
        model.Seen[0].ShouldBe(Values[..10]);
        model.Seen[1].ShouldBe(Values[7..38]);

        // Of the second horizon only two values are known.
        tally.Points.ShouldBe(7);
    }

    [Fact]
    public void Streaming_EachForecast_IsMadeBeforeItsFirstValueIsShown()
    {
        var model = new Witness();
        Backtest.Streaming(model, BacktestSets.InMemory(Values, new BacktestOrigin(0, 10, 5, [4])), every: 3);

        model.Seen.Select(seen => seen.Length).ShouldBe([21, 24, 27, 30, 33]);
        model.Seen.ShouldAllBe(seen => seen.SequenceEqual(Values.Take(seen.Length)));
    }

    [Fact]
    public void AtOrigins_ForecastThatIsNoNumber_IsAFailureAndNotScored()
    {
        ForecastTally tally = Backtest.AtOrigins(new Witness { Quantile = double.NaN }, BacktestSets.InMemory(Values, new BacktestOrigin(0, 10, 5, [4])));
        (tally.Failures, tally.Jobs).ShouldBe((1, 0));
    }

    private sealed class Witness : IBacktestModel, IBacktestRun
    {
        private readonly List<double> _shown = [];

        public List<double[]> Seen { get; } = [];

        public double Quantile { get; init; } = 1;

        public string Name => "witness";

        public IBacktestRun Start(BacktestSeries series, int at, int[] seasons)
        {
            _shown.Clear();
            return this;
        }

        public void Observe(double value) => _shown.Add(value);

        public double[]? Forecast(int horizon)
        {
            Seen.Add([.. _shown]);
            return [.. Enumerable.Repeat(Quantile, horizon * BacktestLevels.All.Length)];
        }
    }
}
