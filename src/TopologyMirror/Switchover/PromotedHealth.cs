using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

/// <summary>Whether what a run promotes can serve. Pure.</summary>
public static class PromotedHealth
{
    /// <summary>True when the instance will not serve again.</summary>
    /// <param name="world">What is observed.</param>
    /// <param name="instance">The instance.</param>
    public static bool IsDead(WorldView world, InstanceId instance)
    {
        ArgumentNullException.ThrowIfNull(world);
        return world.Topology.Find(instance) is null or { State: InstanceState.Failed or InstanceState.Terminating };
    }

    /// <summary>Names the first promoted instance that will not serve.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="world">What is observed.</param>
    /// <returns>One sentence; null when all may serve.</returns>
    public static string? Dead(RunPlan plan, WorldView world)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (InstanceId id in plan.Promote)
        {
            if (IsDead(world, id))
            {
                return Say(world, id);
            }
        }

        return null;
    }

    /// <summary>Says why the run cannot be committed: a Replace needs all that it promotes, a join at least one.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="world">What is observed.</param>
    /// <returns>One sentence; null when it can.</returns>
    public static string? Hopeless(RunPlan plan, WorldView world)
    {
        ArgumentNullException.ThrowIfNull(plan);
        bool someMayServe = plan.Kind != SwitchoverKind.Replace && plan.Promote.Any(i => !IsDead(world, i));
        return someMayServe ? null : Dead(plan, world);
    }

    /// <summary>What is waited for while a promoted instance is alive and not ready; null when there is none.</summary>
    internal static string? Unready(RunPlan plan, WorldView world)
    {
        foreach (InstanceId id in plan.Promote)
        {
            if (world.Topology.Find(id) is { State: InstanceState.Unready or InstanceState.Launching })
            {
                return $"instance '{id}' to be ready again";
            }
        }

        return null;
    }

    internal static bool AnyServes(RunPlan plan, WorldView world) => Lost(plan, world).Length < plan.Promote.Count;

    /// <summary>Promoted instances that cannot serve now.</summary>
    internal static InstanceId[] Lost(RunPlan plan, WorldView world) =>
        [.. plan.Promote.Where(i => world.Topology.Find(i) is not { State: InstanceState.Ready })];

    internal static string Say(WorldView world, InstanceId id) => $"Instance '{id}' is {world.Topology.Find(id)?.State.ToString() ?? "gone"}.";
}
