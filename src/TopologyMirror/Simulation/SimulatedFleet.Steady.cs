using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>What the effects of a run are held against: whatever ended by itself within the age limit may have been seen alive.</summary>
public sealed partial class SimulatedFleet
{
    private readonly SortedDictionary<InstanceId, (ObservedInstance Seen, ConfigDigest? Digest, DateTimeOffset Until)> _ended = [];

    /// <summary>Keeps what is about to end as it was last seen.</summary>
    internal void Remember(ObservedInstance seen, ConfigDigest? digest, DateTimeOffset until) => _ended[seen.Id] = (seen, digest, until);

    /// <summary>The truth as an observation within the age limit may have shown it.</summary>
    /// <param name="at">The time on it.</param>
    /// <param name="known">Instances that are taken out since they have ended: whoever does so knows.</param>
    internal TopologySnapshot Steady(DateTimeOffset at, IReadOnlyCollection<InstanceId> known)
    {
        var instances = new SortedDictionary<InstanceId, ObservedInstance>();
        var digests = new SortedDictionary<InstanceId, ConfigDigest>();
        foreach (SimulatedInstance instance in _instances.Values)
        {
            instances[instance.Id] = instance.ObserveSteady();
            if (instance.DigestSteady is { } digest)
            {
                digests[instance.Id] = digest;
            }
        }

        foreach ((InstanceId id, (ObservedInstance seen, ConfigDigest? digest, DateTimeOffset until)) in _ended)
        {
            if (_cluster.World.Now >= until || known.Contains(id))
            {
                continue;
            }

            instances[id] = seen;
            if (digest is { } ran)
            {
                digests[id] = ran;
            }
        }

        return Seen(at, instances.Values).WithDigests(digests);
    }
}
