namespace TopologyMirror.Routing;

/// <summary>The golden signals of one instance over monitoring's newest window (Beyer et al., Site Reliability Engineering, 2016). Immutable.</summary>
/// <param name="Requests">Requests in the window; null when unknown.</param>
/// <param name="Errors">Of these, those that failed by the instance's fault; null when unknown.</param>
/// <param name="Latency">The latency quantile that monitoring goes by, for example the 99th percentile; null when unknown or without requests.</param>
public sealed record InstanceSignals(long? Requests, long? Errors, TimeSpan? Latency);
