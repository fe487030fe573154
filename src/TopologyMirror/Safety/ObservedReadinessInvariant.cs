using TopologyMirror.Topology;

namespace TopologyMirror.Safety;

/// <summary>
/// Invariant 2: only instances whose readiness at the run's digest was observed within the age limit by this run get requests. Un-draining
/// what was live before the run, and routes older than the run, are exempt.
/// </summary>
public sealed class ObservedReadinessInvariant : ISafetyInvariant
{
    /// <inheritdoc/>
    public int Number => 2;

    /// <inheritdoc/>
    public string Name => "observed-readiness";

    /// <inheritdoc/>
    public string? Breach(SafetyContext context, ProposedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(effect);
        foreach (InstanceId id in effect.Routed)
        {
            // What this run promotes may be routed by one router already: that route is the run's own, and no witness for the next router.
            bool isOlderRoute = context.World.IsRoutedAnywhere(id) && context.Run?.Plan.Promote.Contains(id) != true;
            if (isOlderRoute || context.Run?.Plan.Leaving.Contains(id) == true)
            {
                continue;
            }

            ObservedInstance? instance = context.World.Topology.Find(id);
            if (instance?.State != InstanceState.Ready)
            {
                return $"instance '{id}' would be routed and is {instance?.State.ToString() ?? "not in the fleet"}";
            }

            if (context.Run is not { } run || instance.Digest != run.Plan.Digest)
            {
                return $"instance '{id}' would be routed at digest {instance.Digest?.Abbreviated ?? "unread"}, not {context.Run?.Plan.Digest.Abbreviated ?? "that of a run"}";
            }

            if (context.World.Topology.ObservedAt < run.Plan.OpenedAt)
            {
                return $"readiness of instance '{id}' was observed at {context.World.Topology.ObservedAt:O}, before the run was opened at {run.Plan.OpenedAt:O}";
            }
        }

        return null;
    }
}
