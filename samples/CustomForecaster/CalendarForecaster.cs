using TopologyMirror.Forecasting;

namespace TopologyMirror.CustomForecaster;

/// <summary>Goes around another forecaster and adds what the calendar knows: in a sale every quantile is that many times higher.</summary>
/// <param name="inner">What forecasts ordinary days.</param>
/// <param name="sale">What the calendar knows.</param>
internal sealed class CalendarForecaster(IForecaster inner, Sale sale) : IForecaster
{
    public string Name => "calendar+" + inner.Name;

    public IForecastSession Start(ForecastSeries series) => new CalendarSession(inner.Start(series), series, sale);

    public IForecastSession? TryRestore(ForecastSeries series, ReadOnlySpan<byte> state) =>
        inner.TryRestore(series, state) is { } session ? new CalendarSession(session, series, sale) : null;
}
