using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.CustomForecaster;

/// <summary>Learns ordinary load only: what arrives in a sale is divided by what the calendar says that it multiplies.</summary>
internal sealed class CalendarSession(IForecastSession inner, ForecastSeries series, Sale sale) : IForecastSession
{
    public int Count => inner.Count;

    public void Observe(double value, SampleTags tags) => inner.Observe(value / FactorAt(series.Start + (Count * series.Step)), tags);

    public ForecastResult Forecast(ForecastRequest request) =>
        inner.Forecast(request) is { Forecast: { } ordinary } ? ForecastResult.Of(Raise(ordinary)) : inner.Forecast(request);

    public byte[] Save() => inner.Save();

    private LoadForecast Raise(LoadForecast ordinary)
    {
        int levels = ordinary.Levels.Length;
        var values = new double[ordinary.Steps * levels];
        for (int step = 1; step <= ordinary.Steps; step++)
        {
            double factor = FactorAt(ordinary.Origin + ((step - 1) * ordinary.Step));
            ReadOnlySpan<double> quantiles = ordinary.QuantilesAt(step);
            for (int level = 0; level < levels; level++)
            {
                values[((step - 1) * levels) + level] = quantiles[level] * factor;
            }
        }

        return new LoadForecast(ordinary.Origin, ordinary.Step, ordinary.Levels.ToArray(), values);
    }

    private double FactorAt(DateTimeOffset time) => time >= sale.Start && time < sale.End ? sale.Factor : 1;
}
