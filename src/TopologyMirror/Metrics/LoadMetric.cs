namespace TopologyMirror.Metrics;

/// <summary>A quantity that drives capacity. Immutable.</summary>
public sealed record LoadMetric
{
    /// <summary>Its name within the cluster.</summary>
    public required MetricName Name { get; init; }

    /// <summary>What its values mean. Default: <see cref="MetricKind.Rate"/>.</summary>
    public MetricKind Kind { get; init; } = MetricKind.Rate;

    /// <summary>The one service that it drives; null when it drives every service of the cluster.</summary>
    public ServiceName? Service { get; init; }

    /// <summary>Unit of the values, for people. Default: <c>1/s</c>.</summary>
    public string Unit { get; init; } = "1/s";

    /// <summary>Step of the grid on which the source reports. Default: one minute.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long after the end of its step a sample can be read at the source. Load older than 3 steps and this delay is stale.
    /// Default: one minute.
    /// </summary>
    public TimeSpan VisibilityDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Age, counted from the end of the newest sample, beyond which the metric is stale: 3 × step + visibility delay.</summary>
    public TimeSpan StaleAfter => (3 * Step) + VisibilityDelay;
}
