using TopologyMirror.Forecasting;

namespace TopologyMirror.Quickstart.Comparison;

/// <summary>What was forecast of one metric at one lead, each value kept at the step that it was of. Not thread-safe.</summary>
internal sealed class ForecastTrail
{
    /// <summary>The lead: about what a launch and a promotion take together.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromMinutes(12);

    private readonly List<ForecastPoint> _points = [];
    private DateTimeOffset _newest;

    /// <summary>The forecasts, oldest first.</summary>
    public IReadOnlyList<ForecastPoint> Points => _points;

    /// <summary>Takes a forecast; one that is not newer than the newest is no other forecast.</summary>
    /// <param name="forecast">The forecast; null when there is none.</param>
    public void Take(LoadForecast? forecast)
    {
        if (forecast is null || forecast.Origin <= _newest)
        {
            return;
        }

        _newest = forecast.Origin;
        long step = ((Lead.Ticks - 1) / forecast.Step.Ticks) + 1;
        if (step <= forecast.Steps)
        {
            _points.Add(new ForecastPoint(
                forecast.Origin + ((step - 1) * forecast.Step),
                forecast.Step,
                forecast.Quantile((int)step, 0.5),
                forecast.Quantile((int)step, 0.9),
                forecast.Quantile((int)step, 0.99)));
        }
    }
}
