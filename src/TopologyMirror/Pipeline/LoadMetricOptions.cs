using System.ComponentModel.DataAnnotations;
using TopologyMirror.Internal;
using TopologyMirror.Metrics;

namespace TopologyMirror.Pipeline;

/// <summary>A load metric of a cluster, as the host writes it.</summary>
public sealed class LoadMetricOptions
{
    /// <summary>What the values mean. Default: <see cref="MetricKind.Rate"/>.</summary>
    [EnumDataType(typeof(MetricKind))]
    public MetricKind Kind { get; set; } = MetricKind.Rate;

    /// <summary>The one service that it drives; null for every service. Default: null.</summary>
    public string? Service { get; set; }

    /// <summary>Unit of the values, for people. Default: <c>1/s</c>.</summary>
    [Required]
    public string Unit { get; set; } = "1/s";

    /// <summary>Step of the grid on which the source reports. Default: 1 minute.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "31.00:00:00")]
    public TimeSpan Step { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long after the end of its step a sample can be read. Default: 1 minute.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan VisibilityDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The values are work per second that arrives at the whole scope.</summary>
    public LoadMetricOptions Rate() => As(MetricKind.Rate);

    /// <summary>The values are the busy fraction of the serving instances, 0 to 1.</summary>
    public LoadMetricOptions Utilisation() => As(MetricKind.Utilisation);

    /// <summary>The values are an amount at hand in the whole scope.</summary>
    public LoadMetricOptions Level() => As(MetricKind.Level);

    private LoadMetricOptions As(MetricKind kind)
    {
        Kind = kind;
        return this;
    }

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal LoadMetricOptions Copy() => (LoadMetricOptions)MemberwiseClone();
}
