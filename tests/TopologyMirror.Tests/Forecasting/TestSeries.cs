using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Tests.Forecasting;

/// <summary>Series and the sessions that were fed with them.</summary>
internal static class TestSeries
{
    public static readonly ForecastSeries Hourly = new("requests", TimeSpan.FromHours(1), DateTimeOffset.UnixEpoch);

    /// <summary>The forecasters under law: seasons of a day of hours, so that small series reach all code.</summary>
    public static readonly IForecaster[] Forecasters =
    [
        new SeasonalNaiveForecaster(),
        new SeasonalNaiveForecaster { CorrectsLevel = false },
        new SmoothingForecaster(),
        MedianPoolForecaster.Default,
        EnsembleForecaster.Default,
        new EnsembleForecaster("level", ForecastModel.LevelSmoothing),
        new EnsembleForecaster("repeat", ForecastModel.SeasonalRepeat),
        new EnsembleForecaster("ridge", ForecastModel.RidgeAutoregression),
        new EnsembleForecaster("direct", ForecastModel.DirectRidge),
        new EnsembleForecaster("profile", ForecastModel.ProfileSmoothing),
    ];

    public static IForecastSession Feed(this IForecastSession session, params IEnumerable<double> values)
    {
        foreach (double value in values)
        {
            session.Observe(value);
        }

        return session;
    }

    public static IForecastSession Feed(this IForecastSession session, IEnumerable<(double Value, SampleTags Tags)> samples)
    {
        foreach ((double value, SampleTags tags) in samples)
        {
            session.Observe(value, tags);
        }

        return session;
    }

    /// <summary>All quantiles, or none when not ready.</summary>
    public static double[] Rows(this IForecastSession session, int steps = 30) =>
        session.Forecast(new ForecastRequest(steps)).TryGet(out LoadForecast? forecast)
            ? [.. Enumerable.Range(1, steps).SelectMany(step => forecast.QuantilesAt(step).ToArray())]
            : [];

    public static LoadForecast Ready(this IForecastSession session, int steps = 30) =>
        session.Forecast(new ForecastRequest(steps)).Forecast.ShouldNotBeNull();

    public static ForecastNotReady NotReady(this IForecastSession session) =>
        session.Forecast(new ForecastRequest(1)).NotReady.ShouldNotBeNull();

    /// <summary>A daily wave with noise, the same for the same seed.</summary>
    public static double[] Wave(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(t => 100 + (60 * Math.Sin(t * Math.Tau / 24)) + (10 * random.NextDouble()))];
    }
}
