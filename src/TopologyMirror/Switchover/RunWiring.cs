using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

/// <summary>Whom the instances of a world should call while a run is open, or none. Pure.</summary>
public static class RunWiring
{
    /// <summary>True from the arming of a run to its end or its way back: what it promotes belongs to its new side.</summary>
    /// <param name="run">The run; null when none is open.</param>
    public static bool IsEntering(SwitchoverState? run) => run?.Phase is >= SwitchoverPhase.Arm and < SwitchoverPhase.Unwind;

    /// <summary>Where every instance stands as far as wiring goes.</summary>
    /// <param name="world">What is observed.</param>
    /// <param name="run">The open run; null when there is none.</param>
    /// <returns>In ordinal order.</returns>
    public static IReadOnlyList<WiringMember> Members(WorldView world, SwitchoverState? run)
    {
        ArgumentNullException.ThrowIfNull(world);
        var promoted = new SortedSet<InstanceId>(run?.Plan.Promote ?? []);
        return [.. world.Topology.Instances.Select(i => new WiringMember(i, TierOf(world, i, promoted.Contains(i.Id) ? run : null)))];
    }

    /// <summary>The links that a run has to set now: of what it promotes, and of shadow instances that call what it promotes.</summary>
    /// <param name="run">The open run.</param>
    /// <param name="world">What is observed.</param>
    /// <returns>In ordinal order; empty when there is nothing to set, or no wiring port.</returns>
    public static IReadOnlyList<WireLink> Due(SwitchoverState run, WorldView world)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(world);
        return world.Wiring is not { } wiring ? [] :
        [
            .. WiringPlanner.Fixes(Members(world, run), wiring, static t => t is WiringTier.Shadow or WiringTier.Joining or WiringTier.Replacing)
                .Where(l => run.Plan.Promote.Contains(l.Instance)
                    || wiring.Observed.Find(l.Instance, l.Dependency)?.Targets.Any(run.Plan.Promote.Contains) == true),
        ];
    }

    /// <summary>Says which instance that a run promotes would have nobody to call on its new side.</summary>
    /// <param name="run">The open run.</param>
    /// <param name="world">What is observed.</param>
    /// <returns>One sentence; null when there is none.</returns>
    public static string? Gap(SwitchoverState run, WorldView world)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(world);
        if (world.Wiring is not { } wiring)
        {
            return null;
        }

        IReadOnlyList<WiringMember> members = Members(world, run);
        ILookup<InstanceId, ServiceName> desired = WiringPlanner.Desired(members, wiring.Services).ToLookup(l => l.Instance, l => l.Dependency);
        foreach (WiringMember member in members.Where(m => m.Tier is WiringTier.Joining or WiringTier.Replacing))
        {
            foreach (ServiceName dependency in wiring.SameSideOf(member.Instance.Service).Except(desired[member.Instance.Id]))
            {
                return $"Instance '{member.Instance.Id}' would find no ready instance of {dependency} to call on its new side.";
            }
        }

        return null;
    }

    private static WiringTier TierOf(WorldView world, ObservedInstance instance, SwitchoverState? promotedBy)
    {
        if (instance.State is InstanceState.Terminating or InstanceState.Failed)
        {
            return WiringTier.Apart;
        }

        bool routed = world.IsRoutedAnywhere(instance.Id);

        // On the way back an instance belongs to the new side until it is observed to get no more requests.
        if (promotedBy is not null && (IsEntering(promotedBy) || (routed && promotedBy.Phase == SwitchoverPhase.Unwind)))
        {
            return promotedBy.Plan.Kind == SwitchoverKind.Replace ? WiringTier.Replacing : WiringTier.Joining;
        }

        return world.SideOf(instance.Id) switch
        {
            Side.Live => WiringTier.Live,
            Side.Retiring => WiringTier.Apart,
            _ => routed ? WiringTier.Live : WiringTier.Shadow,
        };
    }
}
