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
        new EnsembleForecaster("fourier", ForecastModel.FourierRegression),
        new EnsembleForecaster("spectrum", ForecastModel.SingularSpectrum),
        new EnsembleForecaster("holt-winters", ForecastModel.DampedHoltWinters),
        new EnsembleForecaster("fourier", ForecastModel.FourierRegression),
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

    /// <summary>Normal noise of deviation 1, the same for the same seed.</summary>
    public static double[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble()))];
    }

    /// <summary>A day of 288 steps around 100: a wave of 40 with three harmonics, in normal noise.</summary>
    public static double[] DayWave(int count, int seed, double noise = 4) =>
    [
        .. Noise(count, seed).Select((x, t) =>
        {
            double angle = t * Math.Tau / 288;
            return 100 + (40 * Math.Sin(angle)) + (12 * Math.Sin((2 * angle) + 1)) + (6 * Math.Cos(3 * angle)) + (3 * Math.Sin(4 * angle)) + (noise * x);
        }),
    ];
}
