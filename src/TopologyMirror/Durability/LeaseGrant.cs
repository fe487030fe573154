namespace TopologyMirror.Durability;

/// <summary>A lease as its store granted it.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Epoch">The fencing token; grows with every change of owner.</param>
/// <param name="Duration">How long it holds from the moment it was asked for.</param>
public sealed record LeaseGrant(ClusterName Cluster, string Owner, Epoch Epoch, TimeSpan Duration);
