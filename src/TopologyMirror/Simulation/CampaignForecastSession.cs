using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Simulation;

/// <summary>A session of <see cref="CampaignForecaster"/>. Where the inner one has no forecast, a wrong one is drawn from the last value.</summary>
internal sealed class CampaignForecastSession(IForecastSession inner, ForecastSeries series, Func<double> factor) : IForecastSession
{
    private static readonly double[] Levels = [0.1, 0.9];

    private double _last = double.NaN;

    public int Count => inner.Count;

    public void Observe(double value, SampleTags tags = SampleTags.None)
    {
        inner.Observe(value, tags);
        _last = double.IsFinite(value) ? value : _last;
    }

    public ForecastResult Forecast(ForecastRequest request)
    {
        ForecastResult right = inner.Forecast(request);
        double wrong = factor();
        if (wrong == 1 || (right.Forecast is null && double.IsNaN(_last)))
        {
            return right;
        }

        return ForecastResult.Of(right.Forecast is { } forecast ? Scale(forecast, wrong) : Flat(request.Steps, _last * wrong));
    }

    public byte[] Save() => inner.Save();

    private static LoadForecast Scale(LoadForecast forecast, double factor)
    {
        double[] values = new double[forecast.Steps * forecast.Levels.Length];
        for (int step = 1; step <= forecast.Steps; step++)
        {
            ReadOnlySpan<double> row = forecast.QuantilesAt(step);
            for (int i = 0; i < row.Length; i++)
            {
                values[((step - 1) * row.Length) + i] = row[i] * factor;
            }
        }

        return new LoadForecast(forecast.Origin, forecast.Step, forecast.Levels.ToArray(), values);
    }

    private LoadForecast Flat(int steps, double value)
    {
        double[] values = new double[steps * Levels.Length];
        Array.Fill(values, value);
        return new LoadForecast(series.Start + (inner.Count * series.Step), series.Step, Levels, values);
    }
}
