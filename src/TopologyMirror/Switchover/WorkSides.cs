using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

/// <summary>Which side owns background work. Pure.</summary>
public static class WorkSides
{
    /// <summary>
    /// True when an instance is on the side that owns work: live, and while a run is open what was live before it. A Replace hands work over
    /// in its phase HandOver; when it unwinds, the old side owns it again.
    /// </summary>
    /// <param name="world">What is observed.</param>
    /// <param name="run">The open run; null when there is none.</param>
    /// <param name="instance">The instance.</param>
    public static bool Owns(WorldView world, SwitchoverState? run, InstanceId instance)
    {
        ArgumentNullException.ThrowIfNull(world);
        if (run is null or { Phase: SwitchoverPhase.Closed })
        {
            return world.SideOf(instance) == Side.Live;
        }

        bool handedOver = run.Plan.Kind == SwitchoverKind.Replace && run.Phase is SwitchoverPhase.HandOver or SwitchoverPhase.Bake;
        return run.Plan.Promote.Contains(instance) ? handedOver
            : run.Plan.Leaving.Contains(instance) ? !handedOver
            : world.SideOf(instance) == Side.Live;
    }

    /// <summary>True when an open Join brings the instance in: until it is committed, its work is left as it is.</summary>
    /// <param name="run">The open run; null when there is none.</param>
    /// <param name="instance">The instance.</param>
    public static bool IsUndecided(SwitchoverState? run, InstanceId instance) =>
        run is { Phase: not SwitchoverPhase.Closed, Plan.Kind: SwitchoverKind.Join } && run.Plan.Promote.Contains(instance);
}
