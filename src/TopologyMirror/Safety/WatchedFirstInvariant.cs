namespace TopologyMirror.Safety;

/// <summary>Invariant 12: where a cluster is monitored, an instance is watched before it gets requests, and until it is gone.</summary>
public sealed class WatchedFirstInvariant : ISafetyInvariant
{
    /// <inheritdoc/>
    public int Number => 12;

    /// <inheritdoc/>
    public string Name => "watched-first";

    /// <inheritdoc/>
    public string? Breach(SafetyContext context, ProposedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(effect);
        if (context.World.Monitoring is not { } monitoring)
        {
            return null;
        }

        foreach (InstanceId id in effect.Routed)
        {
            // What this run takes out or puts back was watched before it; only what enters live must be seen first.
            if (context.Run?.Plan.Promote.Contains(id) == true && !monitoring.Watched.Contains(id))
            {
                return $"instance '{id}' would be routed and is not watched";
            }
        }

        if (effect.Kind != ProposedEffectKind.DetachMonitoring)
        {
            return null;
        }

        foreach (InstanceId id in effect.Instances)
        {
            if (context.World.IsRoutedAnywhere(id))
            {
                return $"instance '{id}' would no longer be watched and still gets requests";
            }
        }

        return null;
    }
}
