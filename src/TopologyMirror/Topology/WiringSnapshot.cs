namespace TopologyMirror.Topology;

/// <summary>Whom the instances of a cluster were observed to call at one moment. Immutable and thread-safe.</summary>
public sealed class WiringSnapshot
{
    private readonly SortedDictionary<InstanceId, SortedDictionary<ServiceName, WireLink>> _links = [];

    /// <summary>Creates a snapshot.</summary>
    /// <param name="observedAt">The moment from which on the observation may be out of date: before the provider was asked.</param>
    /// <param name="links">The links, in any order, each instance and dependency once.</param>
    /// <exception cref="InvalidTopologyException">An instance has two links to one dependency.</exception>
    public WiringSnapshot(DateTimeOffset observedAt, IEnumerable<WireLink> links)
    {
        ArgumentNullException.ThrowIfNull(links);
        ObservedAt = observedAt;
        foreach (WireLink link in links)
        {
            if (!_links.TryGetValue(link.Instance, out SortedDictionary<ServiceName, WireLink>? own))
            {
                _links[link.Instance] = own = [];
            }

            if (!own.TryAdd(link.Dependency, link))
            {
                throw new InvalidTopologyException($"Instance '{link.Instance}' was observed with two links to '{link.Dependency}'.");
            }
        }
    }

    /// <summary>The moment from which on the observation may be out of date.</summary>
    public DateTimeOffset ObservedAt { get; }

    /// <summary>All links, in ordinal order of instance and dependency.</summary>
    public IEnumerable<WireLink> Links => _links.Values.SelectMany(l => l.Values);

    /// <summary>The link of an instance to a dependency; null when it could not call it.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="dependency">The dependency.</param>
    public WireLink? Find(InstanceId instance, ServiceName dependency) =>
        _links.TryGetValue(instance, out SortedDictionary<ServiceName, WireLink>? own) ? own.GetValueOrDefault(dependency) : null;

    /// <summary>The snapshot as it would be with other links.</summary>
    /// <param name="links">The links; those that are missing are added.</param>
    public WiringSnapshot With(IEnumerable<WireLink> links)
    {
        ArgumentNullException.ThrowIfNull(links);
        var changed = new WiringSnapshot(ObservedAt, Links);
        foreach (WireLink link in links)
        {
            if (!changed._links.TryGetValue(link.Instance, out SortedDictionary<ServiceName, WireLink>? own))
            {
                changed._links[link.Instance] = own = [];
            }

            own[link.Dependency] = link;
        }

        return changed;
    }
}
