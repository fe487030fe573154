using TopologyMirror.Forecasting;

namespace TopologyMirror.Benchmarks;

/// <summary>Series of a week at five minutes, 2,016 points with a season of 288: a day's wave with noise, each of another seed.</summary>
public static class WeekOfLoad
{
    public const int Points = 2016;

    /// <summary>What a forecaster is told of a series.</summary>
    /// <param name="horizon">Steps that will be asked for.</param>
    public static ForecastSeries Series(int horizon) =>
        new("load", TimeSpan.FromMinutes(5), new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero)) { LongestHorizon = horizon };

    /// <summary>Values of one series.</summary>
    /// <param name="seed">Tells series apart.</param>
    /// <param name="count">How many.</param>
    public static double[] Values(int seed, int count)
    {
        var random = new Random(seed);
        double shift = random.NextDouble();
        return [.. Enumerable.Range(0, count).Select(t =>
            Math.Max(100 + (40 * Math.Sin(Math.Tau * ((t / 288.0) + shift))) + (12 * (random.NextDouble() + random.NextDouble() - 1)), 0))];
    }

    /// <summary>A session that has seen values.</summary>
    /// <param name="horizon">Steps that will be asked for.</param>
    /// <param name="values">The values.</param>
    public static IForecastSession Fed(int horizon, ReadOnlySpan<double> values)
    {
        IForecastSession session = EnsembleForecaster.Default.Start(Series(horizon));
        foreach (double value in values)
        {
            session.Observe(value);
        }

        return session;
    }
}
