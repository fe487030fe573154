using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

/// <summary>Drains, ends and forgets what committed runs retired, from the journaled list, over as many ticks as it takes. Pure.</summary>
public static class RetirePlanner
{
    private static readonly Comparer<(RetireActionKind Kind, string Router)> InOrder = Comparer<(RetireActionKind Kind, string Router)>.Create(
        static (a, b) => a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind) : string.CompareOrdinal(a.Router, b.Router));

    /// <summary>Plans the next actions for a list of retired instances.</summary>
    /// <param name="entries">The instances that are not gone yet.</param>
    /// <param name="world">What is observed.</param>
    /// <param name="now">The moment.</param>
    /// <param name="options">Drain times.</param>
    /// <returns>At most one action of each kind and router, in the order in which they are to be performed.</returns>
    public static IReadOnlyList<RetireAction> Plan(
        IReadOnlyList<RetireEntry> entries, WorldView world, DateTimeOffset now, SwitchoverOptions options)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(options);
        var actions = new SortedDictionary<(RetireActionKind Kind, string Router), SortedSet<InstanceId>>(InOrder);
        foreach (RetireEntry entry in entries)
        {
            foreach ((RetireActionKind kind, string router) in NextFor(entry, world, now, options))
            {
                if (!actions.TryGetValue((kind, router), out SortedSet<InstanceId>? ids))
                {
                    actions[(kind, router)] = ids = [];
                }

                ids.Add(entry.Instance);
            }
        }

        return [.. actions.Select(a => new RetireAction(a.Key.Kind, a.Key.Router.Length == 0 ? null : a.Key.Router, [.. a.Value]))];
    }

    private static IEnumerable<(RetireActionKind Kind, string Router)> NextFor(
        RetireEntry entry, WorldView world, DateTimeOffset now, SwitchoverOptions options)
    {
        ObservedInstance? instance = world.Topology.Find(entry.Instance);
        RouteTable[] tables = [.. world.Routes.Where(t => t.Find(entry.Instance) is not null)];
        if (instance is null)
        {
            return tables.Length > 0 ? tables.Select(t => (RetireActionKind.RemoveRoutes, t.Router))
                : world.Monitoring?.Watched.Contains(entry.Instance) == true ? [(RetireActionKind.DetachMonitoring, string.Empty)]
                : [(RetireActionKind.Settle, string.Empty)];
        }

        RouteTable[] routed = [.. tables.Where(t => t.Find(entry.Instance)! is { Weight: > 0 } or { PendingWeight: > 0 })];
        if (routed.Length > 0)
        {
            return routed.Select(t => (RetireActionKind.Drain, t.Router));
        }

        TimeSpan drained = now - entry.Since;
        bool done = drained >= options.MinimumDrain && (!world.HasOpenConnections(entry.Instance) || drained >= options.DrainTimeout);
        bool holdsOn = instance.State != InstanceState.Failed
            && (world.Work?.Find(entry.Instance) is { MayWork: true } || world.Data?.IsWriter(entry.Instance) == true);
        if (!done || holdsOn || instance.State == InstanceState.Terminating)
        {
            return [];
        }

        return tables.Length > 0
            ? tables.Select(t => (RetireActionKind.RemoveRoutes, t.Router)).Append((RetireActionKind.Terminate, string.Empty))
            : [(RetireActionKind.Terminate, string.Empty)];
    }
}
