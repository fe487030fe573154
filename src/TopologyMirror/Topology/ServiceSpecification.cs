namespace TopologyMirror.Topology;

/// <summary>A service as the host declares it. Immutable.</summary>
/// <param name="Name">Its name within the cluster.</param>
/// <param name="DependsOn">The services of the same cluster that it calls.</param>
public sealed record ServiceSpecification(ServiceName Name, IReadOnlyList<ServiceName> DependsOn);
