using System.Collections.Immutable;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>
/// Instances that routers, monitoring or committed runs still name and the fleet no longer lists. One listing may be wrong, so an instance
/// counts as gone only after several in a row. Immutable.
/// </summary>
internal sealed class MissingInstances
{
    private const int Enough = 3;

    private readonly ImmutableSortedDictionary<InstanceId, int> _seen;

    private MissingInstances(ImmutableSortedDictionary<InstanceId, int> seen) => _seen = seen;

    public static MissingInstances None { get; } = new(ImmutableSortedDictionary<InstanceId, int>.Empty);

    public MissingInstances Observe(WorldView world, SideAssignments sides)
    {
        IEnumerable<InstanceId> named = world.Routes.SelectMany(t => t.Routes).Select(r => r.Instance)
            .Concat(world.Monitoring?.Watched ?? (IEnumerable<InstanceId>)[])
            .Concat(sides.Named)
            .Concat(world.Workers.Keys);
        var seen = ImmutableSortedDictionary.CreateBuilder<InstanceId, int>();
        foreach (InstanceId id in named.Distinct().Where(i => world.Topology.Find(i) is null))
        {
            seen[id] = _seen.GetValueOrDefault(id) + 1;
        }

        return new MissingInstances(seen.ToImmutable());
    }

    /// <summary>Those that are gone, to be cleaned up like what a run retired.</summary>
    public IEnumerable<RetireEntry> Gone(DateTimeOffset now) => _seen.Where(s => s.Value >= Enough).Select(s => new RetireEntry(s.Key, default, now));
}
