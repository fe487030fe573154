using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.ForecastTuning;

/// <summary>The forecasts of the last day, each made when the one before had run out, from what was known then.</summary>
internal static class FanForecast
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Index of the first step that is shown: a day before the end, or half of a shorter history.</summary>
    public static int FirstShown(LoadHistory history) => history.Count - (int)Math.Clamp(Math.Ceiling(Day / history.Step), 1, Math.Max(history.Count / 2, 1));

    /// <summary>Forecasts; where there was none, its place is empty.</summary>
    public static IReadOnlyList<LoadForecast> Over(TunedLoad load, IForecaster forecaster, int horizon)
    {
        LoadHistory history = load.History;
        int first = FirstShown(history);
        IForecastSession session = forecaster.Start(new ForecastSeries(load.Name, history.Step, history.Start) { LongestHorizon = horizon });
        var forecasts = new List<LoadForecast>();
        for (int i = 0; i < history.Count; i++)
        {
            if (i >= first && (i - first) % horizon == 0
                && session.Forecast(new ForecastRequest(Math.Min(horizon, history.Count - i))).TryGet(out LoadForecast? forecast))
            {
                forecasts.Add(forecast);
            }

            session.Observe(history.ValueAt(i), history.TagsAt(i));
        }

        return forecasts;
    }
}
