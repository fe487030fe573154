namespace TopologyMirror.Topology;

/// <summary>A service as the host declares it. Immutable.</summary>
/// <param name="Name">Its name within the cluster.</param>
/// <param name="DependsOn">The services of the same cluster that it calls.</param>
public sealed record ServiceSpecification(ServiceName Name, IReadOnlyList<ServiceName> DependsOn)
{
    /// <summary>Those of its dependencies, or services outside the cluster, that a shadow instance may call as live does. Default: none.</summary>
    public IReadOnlyList<ServiceName> Shares { get; init; } = [];

    /// <summary>The dependencies of which a shadow instance must call the shadow's own instances.</summary>
    public IEnumerable<ServiceName> SameSide => DependsOn.Where(d => !Shares.Contains(d));
}
