namespace TopologyMirror.Pipeline;

/// <summary>Which of a load test's latencies is meant.</summary>
public enum LatencyRank
{
    /// <summary>The median.</summary>
    Median,

    /// <summary>The 95th percentile.</summary>
    P95,

    /// <summary>The 99th percentile.</summary>
    P99,
}
