using TopologyMirror.Forecasting;

namespace TopologyMirror.Simulation;

/// <summary>Around a campaign's forecaster: what it says is wrong by a factor whenever the campaign says so.</summary>
internal sealed class CampaignForecaster(IForecaster inner, Func<double> factor) : IForecaster
{
    public string Name => inner.Name;

    public IForecastSession Start(ForecastSeries series) => new CampaignForecastSession(inner.Start(series), series, factor);

    public IForecastSession? TryRestore(ForecastSeries series, ReadOnlySpan<byte> state) =>
        inner.TryRestore(series, state) is { } session ? new CampaignForecastSession(session, series, factor) : null;
}
