using TopologyMirror.Internal;

namespace TopologyMirror.Propagation;

/// <summary>The load test that a shadow instance has to stand.</summary>
public sealed class SyntheticLoadOptions
{
    /// <summary>How long the load is offered. Default: 30 seconds.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Duration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Share of the requests that may fail. Default: 0.01.</summary>
    [Within(0.0, 1.0)]
    public double MaxErrorRate { get; set; } = 0.01;

    /// <summary>Longest 99th percentile of the latency. Default: 1 second.</summary>
    [Within(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan MaxLatency { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Time from the first load test of an instance to the result with which it passes at the latest. Default: 2 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "02:00:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a passed load test holds for an instance and its digest; it is repeated from half of that time on. Default: 6 hours.</summary>
    [Within(typeof(TimeSpan), "00:00:02", "30.00:00:00")]
    public TimeSpan ValidFor { get; set; } = TimeSpan.FromHours(6);

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal SyntheticLoadOptions Copy() => (SyntheticLoadOptions)MemberwiseClone();
}
