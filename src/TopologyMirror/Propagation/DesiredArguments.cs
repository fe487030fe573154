namespace TopologyMirror.Propagation;

/// <summary>What <see cref="IConfigurationSource.ReadDesiredAsync"/> is told of the cluster: what its instances themselves report.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="LiveDigest">The digest that most of live reports, the ordinally first of equals; null when no live instance reports one.</param>
/// <param name="LiveInstances">The live instances that report it, in ordinal order.</param>
/// <param name="LiveTotal">Ready live instances in all.</param>
/// <param name="Running">Every digest that some instance of the cluster reports, in ordinal order.</param>
public readonly record struct DesiredArguments(
    ClusterName Cluster, ConfigDigest? LiveDigest, IReadOnlyList<InstanceId> LiveInstances, int LiveTotal, IReadOnlyList<ConfigDigest> Running);
