using TopologyMirror.Internal;

namespace TopologyMirror.Switchover;

/// <summary>What a release's new side is held to while it bakes, beside alarms and instances that die.</summary>
public sealed class BakeGuardrailOptions
{
    /// <summary>Fewest requests in monitoring's window by which a side of a service is judged. Default: 200.</summary>
    [Within(1, int.MaxValue)]
    public int MinimumRequests { get; set; } = 200;

    /// <summary>How far the error rate may lie above that of the old side before the shift. Default: 0.01.</summary>
    [Within(0.0, 1.0)]
    public double ErrorTolerance { get; set; } = 0.01;

    /// <summary>Error rate above which a side is unhealthy, whatever the other one does; the limit where the old side's rate is not known. Default: 0.05.</summary>
    [Within(0.0, 1.0)]
    public double ErrorLimit { get; set; } = 0.05;

    /// <summary>Quantile z of the lower Wilson bound by which error rates are judged. Default: 1.96.</summary>
    [Within(0.0, 6.0)]
    public double ErrorZ { get; set; } = 1.96;

    /// <summary>Most times the old side's latency before the shift that the new side may take. Default: 1.5.</summary>
    [Within(1.0, 1000.0)]
    public double LatencyRatio { get; set; } = 1.5;

    /// <summary>Latency above which a side is unhealthy, whatever the other one does; null for none. Default: null.</summary>
    [Within(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan? LatencyLimit { get; set; }

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal BakeGuardrailOptions Copy() => (BakeGuardrailOptions)MemberwiseClone();
}
