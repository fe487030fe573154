using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

/// <summary>Picks the instances of a run. Pure.</summary>
public static class RunPlanner
{
    /// <summary>
    /// True when an instance is ready at a digest, validated, and could enter live by its routes alone: it stands by in the shadow, or it is live and
    /// some router has forgotten it.
    /// </summary>
    /// <param name="world">What is observed.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="digest">The digest that it must report.</param>
    public static bool CanJoin(WorldView world, ObservedInstance instance, ConfigDigest digest)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(instance);
        return instance.State == InstanceState.Ready && instance.Validation == ValidationStatus.Passed && instance.Digest == digest && world.SideOf(instance.Id) switch
        {
            Side.Shadow => !world.IsRoutedAnywhere(instance.Id),
            Side.Live => !world.IsRoutedEverywhere(instance.Id),
            _ => false,
        };
    }

    /// <summary>What may enter live now.</summary>
    /// <param name="world">What is observed.</param>
    /// <param name="service">The service.</param>
    /// <param name="digest">The digest that it must report.</param>
    /// <returns>What is live already first, then the longest-standing.</returns>
    public static IEnumerable<ObservedInstance> Cover(WorldView world, ServiceName service, ConfigDigest digest)
    {
        ArgumentNullException.ThrowIfNull(world);
        return world.Topology.Instances
            .Where(i => i.Service == service && CanJoin(world, i, digest))
            .OrderByDescending(i => world.SideOf(i.Id) == Side.Live)
            .ThenBy(i => i.LaunchedAt)
            .ThenBy(i => i.Id);
    }

    /// <summary>Picks the cover that joins.</summary>
    /// <param name="world">What is observed.</param>
    /// <param name="digest">The digest of live.</param>
    /// <param name="quotas">How many per service; fewer join where fewer are ready.</param>
    /// <returns>In ordinal order.</returns>
    public static IReadOnlyList<InstanceId> Joining(WorldView world, ConfigDigest digest, IEnumerable<InstanceQuota> quotas)
    {
        ArgumentNullException.ThrowIfNull(quotas);
        return [.. quotas.SelectMany(q => Cover(world, q.Service, digest).Take(q.Count)).Select(i => i.Id).Order()];
    }

    /// <summary>Everything that is live: what a Replace takes out.</summary>
    /// <param name="world">What is observed.</param>
    /// <param name="services">The services.</param>
    /// <returns>In ordinal order.</returns>
    public static IReadOnlyList<InstanceId> AllLive(WorldView world, IEnumerable<ServiceName> services)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(services);
        return [.. services.SelectMany(s => world.On(s, Side.Live)).Where(i => i.State != InstanceState.Terminating).Select(i => i.Id).Order()];
    }

    /// <summary>Picks what a wave of a release takes out of live: what has failed or is not ready, then the longest-standing.</summary>
    /// <param name="world">What is observed.</param>
    /// <param name="service">The service.</param>
    /// <param name="target">The digest to which live is brought; what runs it stays.</param>
    /// <param name="leaving">How many serving instances leave.</param>
    /// <param name="all">True for all that is left.</param>
    /// <returns>In ordinal order.</returns>
    public static IReadOnlyList<InstanceId> LeavingInWave(WorldView world, ServiceName service, ConfigDigest target, int leaving, bool all)
    {
        ArgumentNullException.ThrowIfNull(world);
        ObservedInstance[] old = [.. world.On(service, Side.Live).Where(i => i.State != InstanceState.Terminating && i.Digest != target)];
        ObservedInstance[] serving = [.. old.Where(i => i.State == InstanceState.Ready && world.IsRoutedEverywhere(i.Id))];
        IEnumerable<ObservedInstance> picked = all ? old
            : leaving == 0 ? []
            : old.Where(i => i.State == InstanceState.Failed).Concat(serving.OrderBy(i => i.LaunchedAt).ThenBy(i => i.Id).Take(leaving));
        return [.. picked.Select(i => i.Id).Order()];
    }

    /// <summary>Picks what leaves live: what has failed, then what an open release replaces anyway, or else what has drifted, then the youngest.</summary>
    /// <param name="world">What is observed.</param>
    /// <param name="quotas">How many serving instances per service; failed ones leave in addition.</param>
    /// <param name="digest">The digest of live, from which drift is told; null where nothing counts as drifted.</param>
    /// <param name="replaced">The digest that an open release takes out of live; null when none is open.</param>
    /// <param name="brought">The digest that a release brings; null when none is due.</param>
    /// <returns>Per service, the first to leave first.</returns>
    public static IReadOnlyList<ObservedInstance> Leaving(
        WorldView world, IEnumerable<InstanceQuota> quotas, ConfigDigest? digest = null, ConfigDigest? replaced = null, ConfigDigest? brought = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(quotas);
        return
        [
            .. quotas.SelectMany(q => Failed(world, q.Service).Concat(Stray(world, q.Service, [digest, replaced, brought])).Concat(
                world.On(q.Service, Side.Live)
                    .Where(i => i.State == InstanceState.Ready && world.IsRoutedEverywhere(i.Id))
                    .OrderByDescending(i => i.Digest is { } own && (replaced is { } old ? own == old : digest is { } live && own != live))
                    .ThenByDescending(i => i.LaunchedAt)
                    .ThenByDescending(i => i.Id)
                    .Take(q.Count))),
        ];
    }

    /// <summary>Picks what leaves live, and who of it becomes cover again: what is ready at the digest, until the cover is full.</summary>
    /// <param name="world">What is observed.</param>
    /// <param name="quota">How many serving instances leave; failed ones leave in addition.</param>
    /// <param name="digest">The digest that cover runs.</param>
    /// <param name="room">How many more the cover takes.</param>
    /// <param name="replaced">The digest that an open release takes out of live; null when none is open.</param>
    /// <param name="brought">The digest that a release brings; null when none is due.</param>
    /// <returns>Whom to demote and whom to retire, each in ordinal order.</returns>
    public static (IReadOnlyList<InstanceId> Demote, IReadOnlyList<InstanceId> Retire) ScalingIn(
        WorldView world, InstanceQuota quota, ConfigDigest digest, int room, ConfigDigest? replaced = null, ConfigDigest? brought = null)
    {
        IReadOnlyList<ObservedInstance> leaving = Leaving(world, [quota], digest, replaced, brought);
        InstanceId[] demote = [.. leaving.Where(i => i.State == InstanceState.Ready && i.Digest == digest).Select(i => i.Id).Take(room).Order()];
        return (demote, [.. leaving.Select(i => i.Id).Except(demote).Order()]);
    }

    /// <summary>Live instances that the provider says have failed: their second witness is the router, which must no longer count on them.</summary>
    /// <param name="world">What is observed.</param>
    /// <param name="service">The service.</param>
    public static IEnumerable<ObservedInstance> Failed(WorldView world, ServiceName service)
    {
        ArgumentNullException.ThrowIfNull(world);
        return world.On(service, Side.Live).Where(i => i.State == InstanceState.Failed);
    }

    /// <summary>Live instances that are ready and that some router has forgotten: to join again where they are needed.</summary>
    /// <param name="world">What is observed.</param>
    /// <param name="service">The service.</param>
    public static IEnumerable<ObservedInstance> Idle(WorldView world, ServiceName service)
    {
        ArgumentNullException.ThrowIfNull(world);
        return world.On(service, Side.Live).Where(i => i.State == InstanceState.Ready && IsForgotten(world, i.Id));
    }

    /// <summary>
    /// Live instances that some router has forgotten and that run what nobody asks for: they serve no more as they should, and can not come
    /// back by their routes. Nothing where it is not said what is asked for.
    /// </summary>
    /// <param name="world">What is observed.</param>
    /// <param name="service">The service.</param>
    /// <param name="asked">The digests of live and of the release that is due or open.</param>
    public static IEnumerable<ObservedInstance> Stray(WorldView world, ServiceName service, IReadOnlyList<ConfigDigest?> asked)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(asked);
        return asked.All(static d => d is null) ? [] : world.On(service, Side.Live).Where(i =>
            i is { State: InstanceState.Ready, Digest: { } digest } && !asked.Contains(digest) && IsForgotten(world, i.Id));
    }

    /// <summary>What serves now, per service: the level that a roll-back returns to.</summary>
    /// <param name="world">What is observed.</param>
    /// <param name="services">The services.</param>
    public static IReadOnlyList<ServiceLevel> Levels(WorldView world, IEnumerable<ServiceName> services)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(services);
        return [.. services.Select(s => new ServiceLevel(s, world.ServingCount(s)))];
    }

    /// <summary>Some router neither uses a weight for it nor is about to.</summary>
    private static bool IsForgotten(WorldView world, InstanceId instance) =>
        world.Routes.Any(table => table.Find(instance) is not { } route || (route.Weight == 0 && route.PendingWeight is null or 0));
}
