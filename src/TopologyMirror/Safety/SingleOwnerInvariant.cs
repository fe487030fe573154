namespace TopologyMirror.Safety;

/// <summary>
/// Invariant 6: at most one exclusive run per cluster at a time, and no effect of a lower epoch. What routes requests to instances belongs
/// to the open run.
/// </summary>
public sealed class SingleOwnerInvariant : ISafetyInvariant
{
    /// <inheritdoc/>
    public int Number => 6;

    /// <inheritdoc/>
    public string Name => "single-owner";

    /// <inheritdoc/>
    public string? Breach(SafetyContext context, ProposedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(effect);
        if (context.HeldEpoch is not { } held)
        {
            return $"the lease of cluster '{effect.Key.Cluster}' is lost";
        }

        if (held != effect.Epoch)
        {
            return $"the effect carries epoch {effect.Epoch}, the owner holds {held}";
        }

        return effect.Routed.Any() && context.Run?.Plan.Run != effect.Key.Run
            ? $"run {effect.Key.Run} would route instances, the open run is {context.Run?.Plan.Run.ToString() ?? "none"}"
            : null;
    }
}
