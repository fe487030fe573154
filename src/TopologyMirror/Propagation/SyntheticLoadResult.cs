namespace TopologyMirror.Propagation;

/// <summary>What became of an offered load. Immutable.</summary>
/// <param name="Requests">Requests that were made.</param>
/// <param name="Errors">Requests that failed or got no answer.</param>
/// <param name="LatencyMedian">Half of the answers took no longer.</param>
/// <param name="Latency95">95 % of the answers took no longer.</param>
/// <param name="Latency99">99 % of the answers took no longer.</param>
public sealed record SyntheticLoadResult(long Requests, long Errors, TimeSpan LatencyMedian, TimeSpan Latency95, TimeSpan Latency99)
{
    /// <summary>Mean busy fraction of the instance meanwhile, 0 to 1; null when it is not measured. Default: null.</summary>
    public double? Utilisation { get; init; }
}
