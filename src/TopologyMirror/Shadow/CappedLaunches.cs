using TopologyMirror.Capacity;

namespace TopologyMirror.Shadow;

/// <summary>Holds planned launches within caps. Pure.</summary>
public static class CappedLaunches
{
    /// <summary>Leaves of planned actions what caps allow: terminations all, launches as many as may go.</summary>
    /// <param name="caps">The caps.</param>
    /// <param name="use">What exists, was launched and was spent.</param>
    /// <param name="actions">What is planned, in its order.</param>
    /// <param name="lacking">Per service, instances that live lacks and that are not on their way to it.</param>
    /// <param name="coverDigest">The digest of live: launches at another one are not for it.</param>
    /// <param name="hasBegun">True when some waves of a release are committed.</param>
    /// <returns>What is left, in the same order, and the caps that were reached.</returns>
    public static (IReadOnlyList<FleetAction> Allowed, IReadOnlyList<ReachedCap> Reached) Of(
        FleetCaps caps, FleetUse use, IReadOnlyList<FleetAction> actions, IReadOnlyDictionary<ServiceName, int> lacking, ConfigDigest coverDigest, bool hasBegun)
    {
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentNullException.ThrowIfNull(lacking);
        var left = new SortedDictionary<ServiceName, int>(lacking.ToDictionary(static l => l.Key, static l => l.Value));
        var wishes = new List<LaunchWish>(actions.Count);
        foreach (FleetAction action in actions)
        {
            bool isCover = (action.Digest ?? coverDigest) == coverDigest;
            int forLive = isCover ? Math.Clamp(left.GetValueOrDefault(action.Service), 0, action.Launch) : 0;
            left[action.Service] = left.GetValueOrDefault(action.Service) - forLive;
            wishes.Add(new LaunchWish(action.Service, action.Launch, forLive, HasBegun: hasBegun && !isCover));
        }

        (IReadOnlyList<int> allowed, IReadOnlyList<ReachedCap> reached) = CapRule.Launches(caps, use, wishes);
        return ([.. actions.Select((a, i) => a with { Launch = allowed[i] }).Where((a, i) => a.Launch > 0 || actions[i].Launch == 0)], reached);
    }
}
