using TopologyMirror.Metrics;
using TopologyMirror.Topology;

namespace TopologyMirror.Propagation;

/// <summary>What <see cref="IValidationCheck.CheckAsync"/> is asked about.</summary>
public readonly record struct ValidationArguments
{
    /// <summary>The cluster.</summary>
    public required ClusterName Cluster { get; init; }

    /// <summary>The instance: ready, with its digest read back, and without requests.</summary>
    public required ObservedInstance Instance { get; init; }

    /// <summary>The digest that it runs.</summary>
    public required ConfigDigest Digest { get; init; }

    /// <summary>All instances of the cluster as they were observed.</summary>
    public required TopologySnapshot Topology { get; init; }

    /// <summary>The instances that are live: a check never calls one of them.</summary>
    public required IReadOnlySet<InstanceId> Live { get; init; }

    /// <summary>Whom the instances call; null when the cluster has no wiring port.</summary>
    public WiringSnapshot? Wiring { get; init; }

    /// <summary>The load that one instance of the service gets at the forecast's 99th percentile, in each metric's unit; empty without a forecast.</summary>
    public required IReadOnlyDictionary<MetricName, double> ExpectedLoad { get; init; }

    /// <summary>The load that one instance of the service is said to carry, in each metric's unit.</summary>
    public required IReadOnlyDictionary<MetricName, double> RatedLoad { get; init; }

    /// <summary>The moment from which on the observation may be out of date.</summary>
    public DateTimeOffset ObservedAt => Topology.ObservedAt;
}
