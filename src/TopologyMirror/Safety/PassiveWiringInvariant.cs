using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Safety;

/// <summary>
/// Invariant 11, as far as calls go: no effect wires a shadow instance to a live instance of a dependency that has a shadow of its own.
/// What an open run brings in is exempt once it is armed, for its own effects, until it goes back.
/// </summary>
public sealed class PassiveWiringInvariant : ISafetyInvariant
{
    /// <inheritdoc/>
    public int Number => 11;

    /// <inheritdoc/>
    public string Name => "passive-wiring";

    /// <inheritdoc/>
    public string? Breach(SafetyContext context, ProposedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(effect);
        if (effect.Kind != ProposedEffectKind.Wire || context.World.Wiring is not { } wiring)
        {
            return null;
        }

        foreach (WireLink link in effect.Links)
        {
            if (context.World.Topology.Find(link.Instance) is not { } caller || !IsPassive(context, effect, caller.Id))
            {
                continue;
            }

            bool sameSide = wiring.SameSideOf(caller.Service).Contains(link.Dependency);
            if (sameSide && link.IsShared)
            {
                return $"shadow instance '{caller.Id}' would call what live calls for {link.Dependency}, which has a shadow of its own";
            }

            foreach (InstanceId live in link.Targets.Where(t => sameSide && IsOfLive(context.World, t)))
            {
                return $"shadow instance '{caller.Id}' would be wired to live instance '{live}' of {link.Dependency}";
            }
        }

        return null;
    }

    private static bool IsPassive(SafetyContext context, ProposedEffect effect, InstanceId caller)
    {
        if (IsOfLive(context.World, caller) || context.World.SideOf(caller) == Side.Retiring)
        {
            return false;
        }

        return !(context.Run is { } run && RunWiring.IsEntering(run) && run.Plan.Run == effect.Key.Run && run.Plan.Promote.Contains(caller));
    }

    private static bool IsOfLive(WorldView world, InstanceId instance) =>
        world.SideOf(instance) == Side.Live || world.IsRoutedAnywhere(instance);
}
