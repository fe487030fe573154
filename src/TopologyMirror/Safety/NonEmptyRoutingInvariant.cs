using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Safety;

/// <summary>
/// Invariant 7: no effect empties a routing set, or routes or ends an instance that is not in the fleet. A run that began with nothing live
/// may go back to that.
/// </summary>
public sealed class NonEmptyRoutingInvariant : ISafetyInvariant
{
    /// <inheritdoc/>
    public int Number => 7;

    /// <inheritdoc/>
    public string Name => "non-empty-routing";

    /// <inheritdoc/>
    public string? Breach(SafetyContext context, ProposedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(effect);
        IEnumerable<InstanceId> named = effect.Kind == ProposedEffectKind.Terminate ? effect.Instances : effect.Routed;
        foreach (InstanceId id in named)
        {
            if (context.World.Topology.Find(id) is null)
            {
                return $"instance '{id}' is not in the fleet";
            }
        }

        if (!effect.Unrouted.Any())
        {
            return null;
        }

        WorldView after = effect.ApplyTo(context.World);
        for (int i = 0; i < after.Routes.Count; i++)
        {
            foreach (Capacity.ServiceCapacity capacity in context.Capacities)
            {
                if (BeganWithNothing(context, effect, capacity.Service))
                {
                    continue;
                }

                if (Members(context.World, i, capacity.Service) > 0 && Members(after, i, capacity.Service) == 0)
                {
                    return $"router '{after.Routes[i].Router}' would have no instance of {capacity.Service} left";
                }
            }
        }

        return null;
    }

    private static bool BeganWithNothing(SafetyContext context, ProposedEffect effect, ServiceName service) =>
        context.Run is { Phase: SwitchoverPhase.Unwind } run
        && run.Plan.Run == effect.Key.Run
        && run.Plan.ServingBefore.Any(l => l.Service == service && l.Serving == 0);

    /// <summary>Instances that are in the fleet, can serve, and get requests from one router that has not accepted to drain them.</summary>
    private static int Members(WorldView world, int router, ServiceName service)
    {
        int members = 0;
        foreach (ObservedInstance instance in world.Topology.Instances)
        {
            bool counts = instance.Service == service
                && instance.State == InstanceState.Ready
                && world.Routes[router].Find(instance.Id) is { Weight: > 0, PendingWeight: null or > 0 };
            members += counts ? 1 : 0;
        }

        return members;
    }
}
