using TopologyMirror.Metrics;

namespace TopologyMirror.Propagation;

/// <summary>What <see cref="ISyntheticLoad.OfferAsync"/> is asked for.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Instance">The shadow instance.</param>
/// <param name="Service">Its service.</param>
/// <param name="Digest">The digest that it runs.</param>
/// <param name="Load">The load by metric, in the metric's unit; only metrics that are rates.</param>
/// <param name="Duration">How long it is offered.</param>
public readonly record struct SyntheticLoadArguments(
    ClusterName Cluster, InstanceId Instance, ServiceName Service, ConfigDigest Digest, IReadOnlyDictionary<MetricName, double> Load, TimeSpan Duration)
{
    /// <summary>What requests of a load test are marked with, for example as a header's value.</summary>
    public const string Mark = "topologymirror-load-test";
}
