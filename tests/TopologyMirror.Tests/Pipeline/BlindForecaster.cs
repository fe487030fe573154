using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>Never has a forecast.</summary>
internal sealed class BlindForecaster : IForecaster, IForecastSession
{
    public string Name => "blind";

    public int Count { get; private set; }

    public IForecastSession Start(ForecastSeries series) => new BlindForecaster();

    public IForecastSession? TryRestore(ForecastSeries series, ReadOnlySpan<byte> state) => null;

    public void Observe(double value, SampleTags tags = SampleTags.None) => Count++;

    public ForecastResult Forecast(ForecastRequest request) =>
        ForecastResult.Of(new ForecastNotReady(NotReadyReason.TooFewSamples, "It never looks.", null));

    public byte[] Save() => [];
}
