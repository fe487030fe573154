namespace TopologyMirror.Safety;

/// <summary>Invariant 8: nothing is taken out of a router's table, ended or given another configuration while observed routing relies on it.</summary>
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
        bool configures = effect.Kind is ProposedEffectKind.Deliver or ProposedEffectKind.RunStep or ProposedEffectKind.Activate;
        if (!configures && effect.Kind is not (ProposedEffectKind.Terminate or ProposedEffectKind.RemoveRoutes))
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
