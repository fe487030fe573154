namespace TopologyMirror.Safety;

/// <summary>Invariant 8: nothing is taken out of a router's table or ended while observed routing relies on it.</summary>
public sealed class NothingReliedOnInvariant : ISafetyInvariant
{
    /// <inheritdoc/>
    public int Number => 8;

    /// <inheritdoc/>
    public string Name => "nothing-relied-on";

    /// <inheritdoc/>
    public string? Breach(SafetyContext context, ProposedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(effect);
        if (effect.Kind is not (ProposedEffectKind.Terminate or ProposedEffectKind.RemoveRoutes))
        {
            return null;
        }

        foreach (InstanceId id in effect.Instances)
        {
            // An instance that is gone serves nobody: its stale route may be removed.
            bool exists = context.World.Topology.Find(id) is not null;
            if (exists && context.World.IsRoutedAnywhere(id))
            {
                return $"instance '{id}' still gets requests";
            }
        }

        return null;
    }
}
