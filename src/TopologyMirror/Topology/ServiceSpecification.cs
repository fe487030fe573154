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

    /// <summary>Its background work. Default: <see cref="WorkKind.None"/>.</summary>
    public WorkKind Work { get; init; }

    /// <summary>
    /// True when its work cannot be gated within a process that runs: the work gate starts the process with the work and ends it with the
    /// work, and what runs is work. Default: false.
    /// </summary>
    public bool KeepUnstarted { get; init; }

    /// <summary>The data sets whose replicas its instances hold, in ordinal order. Default: none.</summary>
    public IReadOnlyList<DataSetName> DataSets { get; init; } = [];
}
