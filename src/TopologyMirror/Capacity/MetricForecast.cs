using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Capacity;

/// <summary>The forecast of a metric, or why there is none.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Result">The forecast or the reason.</param>
public sealed record MetricForecast(LoadMetric Metric, ForecastResult Result)
{
    /// <summary>
    /// Courses of load from the same origin as the forecast, so that the maximum over a window has a distribution. Null: none are known, and
    /// the steps of a window count as rising and falling together. Default: null.
    /// </summary>
    public LoadPaths? Paths { get; init; }

    /// <summary>The newest observed step: where it goes on into a window, the window takes no less. Null: not known. Default: null.</summary>
    public LoadSample? Newest { get; init; }

    /// <summary>By how much the upper half of the distribution of a window's maximum is stretched, so that risks come true. Default: 1.</summary>
    public double Stretch { get; init; } = 1;

    /// <summary>
    /// Load by which a stretch of 2 widens the highest quantiles, and lower ones above the median by as much less as they are nearer to it: the
    /// same for every window, so that a larger load or a longer window never plans less. Null: each distribution is stretched by its own
    /// width. Default: null.
    /// </summary>
    public double? Width { get; init; }
}
