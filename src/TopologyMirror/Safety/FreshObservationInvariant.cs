using TopologyMirror.Topology;

namespace TopologyMirror.Safety;

/// <summary>
/// Invariant 10: decision and effect rest on one observation that is within its age limit; while load is older than its limit, nothing
/// that can serve is taken away.
/// </summary>
public sealed class FreshObservationInvariant : ISafetyInvariant
{
    /// <inheritdoc/>
    public int Number => 10;

    /// <inheritdoc/>
    public string Name => "fresh-observation";

    /// <inheritdoc/>
    public string? Breach(SafetyContext context, ProposedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(effect);
        TimeSpan age = context.Now - context.World.ObservedAt;
        if (age > context.Limits.ObservationAgeLimit)
        {
            return $"the observation is {age} old, more than {context.Limits.ObservationAgeLimit}";
        }

        // A run that puts routes back undoes its own doing: that needs no load.
        if (context.Run?.Phase == Switchover.SwitchoverPhase.Unwind && context.Run.Plan.Run == effect.Key.Run)
        {
            return null;
        }

        foreach (InstanceId id in effect.Unrouted)
        {
            ObservedInstance? instance = context.World.Topology.Find(id);
            if (instance is not null && IsOfARemovedService(context, instance))
            {
                continue;
            }

            if (instance?.State == InstanceState.Ready && context.NeedOf(instance.Service) is not { IsStale: false })
            {
                return $"the load of {instance.Service} is missing or older than its limit, and instance '{id}' can serve";
            }
        }

        return null;
    }

    /// <summary>What is not declared any more and gets no requests has no load that could be unknown.</summary>
    private static bool IsOfARemovedService(SafetyContext context, ObservedInstance instance) =>
        context.Capacities.Count > 0
        && context.Capacities.All(c => c.Service != instance.Service)
        && !context.World.IsRoutedAnywhere(instance.Id);
}
