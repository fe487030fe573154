using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Forecasts the mean of all it was ever told in any session, and restores anything.</summary>
internal sealed class MoodyForecaster : IForecaster
{
    private double _sum;

    public string Name => "moody";

    public IForecastSession Start(ForecastSeries series) => new Session(this, series);

    public IForecastSession? TryRestore(ForecastSeries series, ReadOnlySpan<byte> state) => Start(series);

    private sealed class Session(MoodyForecaster owner, ForecastSeries series) : IForecastSession
    {
        public int Count { get; private set; }

        public void Observe(double value, SampleTags tags = SampleTags.None)
        {
            owner._sum += double.IsNaN(value) ? 0 : value;
            Count++;
        }

        public ForecastResult Forecast(ForecastRequest request) => Count == 0
            ? ForecastResult.Of(new ForecastNotReady(NotReadyReason.TooFewSamples, "nothing was observed", null))
            : ForecastResult.Of(new LoadForecast(
                series.Start + (Count * series.Step), series.Step, [0.25, 0.75], [.. Enumerable.Repeat(owner._sum, 2 * request.Steps)]));

        public byte[] Save() => [1, 2, 3, 4];
    }
}
