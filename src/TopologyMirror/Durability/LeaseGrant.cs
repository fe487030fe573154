namespace TopologyMirror.Durability;

/// <summary>A lease as its store granted it.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Epoch">The fencing token; grows with every change of owner.</param>
/// <param name="Duration">How long it holds from the moment it was asked for.</param>
public sealed record LeaseGrant(ClusterName Cluster, string Owner, Epoch Epoch, TimeSpan Duration)
{
    /// <summary>
    /// How long before this grant the lease of the owner before expired, by the store's clock; negative where it would have held on, since
    /// the same name asked again. Null when that lease was given back, or there was none: then no call of another owner can be on its way.
    /// </summary>
    public TimeSpan? SincePreviousExpired { get; init; }
}
