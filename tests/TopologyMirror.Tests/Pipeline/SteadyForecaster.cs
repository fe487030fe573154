using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>Forecasts the load that it is told, at every probability.</summary>
internal sealed class SteadyForecaster(Func<int, double> load) : IForecaster
{
    public string Name => "steady";

    public IForecastSession Start(ForecastSeries series) => new Session(load, series);

    public IForecastSession? TryRestore(ForecastSeries series, ReadOnlySpan<byte> state) => null;

    private sealed class Session(Func<int, double> load, ForecastSeries series) : IForecastSession
    {
        public int Count { get; private set; }

        public void Observe(double value, SampleTags tags = SampleTags.None) => Count++;

        public ForecastResult Forecast(ForecastRequest request) => ForecastResult.Of(new LoadForecast(
            series.Start + (Count * series.Step), series.Step, [0.1, 0.5, 0.9], [.. Enumerable.Range(0, request.Steps * 3).Select(_ => load(Count))]));

        public byte[] Save() => [];
    }
}
