using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Simulation;

/// <summary>Never has a forecast, and costs nothing: the rule that looks at what is observed decides alone.</summary>
internal sealed class CampaignBlindForecaster : IForecaster, IForecastSession
{
    public string Name => "blind";

    public int Count { get; private set; }

    public IForecastSession Start(ForecastSeries series) => new CampaignBlindForecaster();

    public IForecastSession? TryRestore(ForecastSeries series, ReadOnlySpan<byte> state) => null;

    public void Observe(double value, SampleTags tags = SampleTags.None) => Count++;

    public ForecastResult Forecast(ForecastRequest request) =>
        ForecastResult.Of(new ForecastNotReady(NotReadyReason.TooFewSamples, "It never looks.", null));

    public byte[] Save() => [];
}
