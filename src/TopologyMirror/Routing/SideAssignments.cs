using System.Collections.Immutable;
using TopologyMirror.Topology;

namespace TopologyMirror.Routing;

/// <summary>Which side the committed runs put instances on: the last run that names an instance decides. Immutable.</summary>
public sealed class SideAssignments
{
    private readonly ImmutableSortedDictionary<InstanceId, Side> _sides;

    private SideAssignments(ImmutableSortedDictionary<InstanceId, Side> sides) => _sides = sides;

    /// <summary>No run has named an instance yet.</summary>
    public static SideAssignments None { get; } = new(ImmutableSortedDictionary<InstanceId, Side>.Empty);

    /// <summary>The instances that runs have named, in ordinal order.</summary>
    public IEnumerable<InstanceId> Named => _sides.Keys;

    /// <summary>The side a run gave the instance; null when no run named it.</summary>
    /// <param name="instance">The instance.</param>
    public Side? Find(InstanceId instance) => _sides.TryGetValue(instance, out Side side) ? side : null;

    /// <summary>Takes in a committed run.</summary>
    /// <param name="instances">The instances it names.</param>
    /// <param name="side">The side it puts them on.</param>
    public SideAssignments With(IEnumerable<InstanceId> instances, Side side)
    {
        ArgumentNullException.ThrowIfNull(instances);
        return new SideAssignments(_sides.SetItems(instances.Select(i => KeyValuePair.Create(i, side))));
    }

    /// <summary>Forgets instances that are gone.</summary>
    /// <param name="instances">The instances.</param>
    public SideAssignments Without(IEnumerable<InstanceId> instances) => new(_sides.RemoveRange(instances));
}
