namespace TopologyMirror.Topology;

/// <summary>What was observed of a cluster's instances at one moment. Immutable and thread-safe.</summary>
public sealed class TopologySnapshot
{
    private readonly ObservedInstance[] _instances;

    /// <summary>Creates a snapshot.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="observedAt">The moment from which on the observation may be out of date: before the provider was asked.</param>
    /// <param name="instances">The instances, in any order, each id once.</param>
    /// <exception cref="InvalidTopologyException">Two instances have one id.</exception>
    public TopologySnapshot(ClusterName cluster, DateTimeOffset observedAt, IEnumerable<ObservedInstance> instances)
    {
        ArgumentNullException.ThrowIfNull(instances);
        Cluster = cluster;
        ObservedAt = observedAt;
        _instances = [.. instances];
        Array.Sort(_instances, static (a, b) => a.Id.CompareTo(b.Id));
        for (int i = 1; i < _instances.Length; i++)
        {
            if (_instances[i].Id == _instances[i - 1].Id)
            {
                throw new InvalidTopologyException($"Cluster '{cluster}' was observed with two instances of the id '{_instances[i].Id}'.");
            }
        }
    }

    /// <summary>The cluster.</summary>
    public ClusterName Cluster { get; }

    /// <summary>The moment from which on the observation may be out of date.</summary>
    public DateTimeOffset ObservedAt { get; }

    /// <summary>Instances that the fleet can take in addition; null when it does not tell.</summary>
    public int? Room { get; init; }

    /// <summary>All instances in ordinal order of their ids.</summary>
    public IReadOnlyList<ObservedInstance> Instances => _instances;

    /// <summary>The instance of that id; null when it was not there.</summary>
    /// <param name="id">The id.</param>
    public ObservedInstance? Find(InstanceId id)
    {
        int low = 0;
        int high = _instances.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = _instances[middle].Id.CompareTo(id);
            if (order == 0)
            {
                return _instances[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>The same observation with the digests that the instances themselves reported.</summary>
    /// <param name="digests">Digest by instance; instances that are not named keep what they had.</param>
    public TopologySnapshot WithDigests(IReadOnlyDictionary<InstanceId, ConfigDigest> digests)
    {
        ArgumentNullException.ThrowIfNull(digests);
        return new TopologySnapshot(
            Cluster,
            ObservedAt,
            _instances.Select(i => digests.TryGetValue(i.Id, out ConfigDigest digest) && i.Digest != digest ? i with { Digest = digest } : i))
        {
            Room = Room,
        };
    }
}
