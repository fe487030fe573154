using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Tests.Forecasting;

public sealed class MedianPoolForecasterTests
{
    [Fact]
    public void Forecast_TwoMembers_IsTheirMeanPerQuantile()
    {
        double[] values = TestSeries.Wave(100);
        double[] one = new SeasonalNaiveForecaster().Start(TestSeries.Hourly).Feed(values).Rows();
        double[] other = new SmoothingForecaster().Start(TestSeries.Hourly).Feed(values).Rows();
        double[] pool = MedianPoolForecaster.Default.Start(TestSeries.Hourly).Feed(values).Rows();

        pool.ShouldBe(one.Zip(other, (x, y) => (0.5 * x) + (0.5 * y)));
    }

    [Fact]
    public void Forecast_ThreeMembers_IsTheMiddleOne() =>
        Pool(Fixed(10, 20), Fixed(1000, 2000), Fixed(30, 40)).Start(TestSeries.Hourly).Ready(1).Quantile(1, 0.5).ShouldBe(35, 1e-9);

    [Fact]
    public void Forecast_OneMemberReady_IsThatMember()
    {
        double[] values = TestSeries.Wave(20);
        MedianPoolForecaster.Default.Start(TestSeries.Hourly).Feed(values).Rows()
            .ShouldBe(new SmoothingForecaster().Start(TestSeries.Hourly).Feed(values).Rows());
    }

    [Fact]
    public void Forecast_NoMemberReady_SaysTheEarliest()
    {
        ForecastNotReady notReady = MedianPoolForecaster.Default.Start(TestSeries.Hourly).Feed(1).NotReady();
        notReady.EstimatedReadyAt.ShouldBe(DateTimeOffset.UnixEpoch.AddHours(12));
        notReady.Explanation.ShouldContain("12 are needed");
    }

    [Fact]
    public void Forecast_MembersWithoutATime_AreLastToBeAsked() =>
        Pool(Refusing(null), Refusing(DateTimeOffset.UnixEpoch), Refusing(null)).Start(TestSeries.Hourly).NotReady()
            .EstimatedReadyAt.ShouldBe(DateTimeOffset.UnixEpoch);

    [Fact]
    public void Forecast_HugeQuantiles_DoNotOverflow() =>
        Pool(Fixed(1e308, 1.7e308), Fixed(1e308, 1.7e308)).Start(TestSeries.Hourly).Ready(1).Quantile(1, 0.999).ShouldBe(1e306);

    [Fact]
    public void Create_NoMembers_Throws() => Should.Throw<ArgumentOutOfRangeException>(() => new MedianPoolForecaster("pool"));

    private static MedianPoolForecaster Pool(params IForecaster[] members) => new("pool", members);

    private static StubForecaster Fixed(double low, double high) =>
        new(ForecastResult.Of(new LoadForecast(DateTimeOffset.UnixEpoch, TimeSpan.FromHours(1), [0.25, 0.75], [low, high])));

    private static StubForecaster Refusing(DateTimeOffset? at) =>
        new(ForecastResult.Of(new ForecastNotReady(NotReadyReason.Failed, "no", at)));

    private sealed class StubForecaster(ForecastResult result) : IForecaster, IForecastSession
    {
        public string Name => "stub";

        public int Count => 0;

        public IForecastSession Start(ForecastSeries series) => this;

        public IForecastSession? TryRestore(ForecastSeries series, ReadOnlySpan<byte> state) => this;

        public void Observe(double value, SampleTags tags = SampleTags.None)
        {
        }

        public ForecastResult Forecast(ForecastRequest request) => result;

        public byte[] Save() => [];
    }
}
