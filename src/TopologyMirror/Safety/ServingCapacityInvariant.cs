using TopologyMirror.Capacity;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Safety;

/// <summary>
/// Invariant 1: an effect leaves ready serving capacity at or above the lower of the level before it and what is needed, which is the
/// floor or need × (1 + headroom). Before the point of no return of a Join or Replace it never goes below the level before the switch.
/// </summary>
public sealed class ServingCapacityInvariant : ISafetyInvariant
{
    /// <inheritdoc/>
    public int Number => 1;

    /// <inheritdoc/>
    public string Name => "serving-capacity";

    /// <inheritdoc/>
    public string? Breach(SafetyContext context, ProposedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(effect);
        if (!effect.Unrouted.Any())
        {
            return null;
        }

        WorldView after = effect.ApplyTo(context.World);
        foreach (ServiceCapacity capacity in context.Capacities)
        {
            int before = Level(context.World, capacity.Service);
            int level = Level(after, capacity.Service);
            int limit = Math.Min(before, Limit(context, capacity, effect));
            if (level < limit)
            {
                return $"{capacity.Service} would serve with {level} instances, fewer than {limit} (before: {before})";
            }
        }

        return null;
    }

    /// <summary>What serves and goes on serving: what a router has accepted to drain is lost, although the data plane still uses it.</summary>
    private static int Level(WorldView world, ServiceName service) =>
        world.Topology.Instances.Count(i => i.Service == service && i.State == InstanceState.Ready && world.StaysRoutedEverywhere(i.Id));

    private static int Limit(SafetyContext context, ServiceCapacity capacity, ProposedEffect effect)
    {
        if (context.Run is { Plan: { Kind: not SwitchoverKind.ScaleIn } plan } && plan.Run == effect.Key.Run)
        {
            foreach (ServiceLevel level in plan.ServingBefore)
            {
                if (level.Service == capacity.Service)
                {
                    return level.Serving;
                }
            }
        }

        ServiceNeed? need = context.NeedOf(capacity.Service);
        return need is null || need.IsStale ? int.MaxValue : capacity.Round(need.Real * (1 + context.Limits.Headroom));
    }
}
