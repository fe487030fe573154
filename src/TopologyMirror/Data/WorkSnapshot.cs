namespace TopologyMirror.Data;

/// <summary>What was observed of a cluster's background work at one moment. Immutable and thread-safe.</summary>
public sealed class WorkSnapshot
{
    private readonly SortedDictionary<InstanceId, InstanceWork> _instances = [];

    /// <summary>Creates a snapshot.</summary>
    /// <param name="observedAt">The moment from which on the observation may be out of date: before the gate was asked.</param>
    /// <param name="instances">The instances, in any order, each once.</param>
    public WorkSnapshot(DateTimeOffset observedAt, IEnumerable<InstanceWork> instances)
    {
        ArgumentNullException.ThrowIfNull(instances);
        ObservedAt = observedAt;
        foreach (InstanceWork instance in instances)
        {
            _instances.Add(instance.Instance, instance);
        }
    }

    /// <summary>The moment from which on the observation may be out of date.</summary>
    public DateTimeOffset ObservedAt { get; }

    /// <summary>The instances in ordinal order.</summary>
    public IReadOnlyCollection<InstanceWork> Instances => _instances.Values;

    /// <summary>The work of an instance; null when the gate does not know it, and then it does not work.</summary>
    /// <param name="instance">The instance.</param>
    public InstanceWork? Find(InstanceId instance) => _instances.GetValueOrDefault(instance);
}
