using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Capacity;

/// <summary>Forecasts with courses by hand: one row per course, one load per minute, from noon.</summary>
internal static class Courses
{
    /// <summary>Forecasts of one metric whose quantiles are those of its courses in each step.</summary>
    public static MetricForecast Of(string metric, params double[][] courses)
    {
        int steps = courses[0].Length;
        double[][] byStep = [.. Enumerable.Range(0, steps).Select(step => courses.Select(course => course[step]).ToArray())];
        double[] levels = [0.1, 0.5, 0.9, 0.95];
        double[] quantiles = [.. byStep.SelectMany(loads => levels.Select(level => SampleQuantile.Of(loads.ToArray(), level)))];
        var forecast = new LoadForecast(Forecasts.Noon, TimeSpan.FromMinutes(1), levels, quantiles);
        return new MetricForecast(Forecasts.Metric(metric), ForecastResult.Of(forecast))
        {
            Paths = new LoadPaths(Forecasts.Noon, TimeSpan.FromMinutes(1), steps, [.. byStep.SelectMany(loads => loads)]),
        };
    }

    /// <summary>One course per load, of a single step.</summary>
    public static MetricForecast OfOneStep(string metric, params double[] loads) => Of(metric, [.. loads.Select(load => new[] { load })]);
}
