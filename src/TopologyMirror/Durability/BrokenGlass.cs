namespace TopologyMirror.Durability;

/// <summary>Somebody stopped all automation of a cluster.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record BrokenGlass(ClusterName Cluster, string Actor, string Reason, DateTimeOffset At);
