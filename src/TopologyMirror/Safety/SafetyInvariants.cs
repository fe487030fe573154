namespace TopologyMirror.Safety;

/// <summary>The invariants, in the order of their numbers.</summary>
public static class SafetyInvariants
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ISafetyInvariant> All { get; } =
    [
        new ServingCapacityInvariant(),
        new ObservedReadinessInvariant(),
        new OneDigestInvariant(),
        new SingleWriterInvariant(),
        new CaughtUpReplicaInvariant(),
        new SingleOwnerInvariant(),
        new NonEmptyRoutingInvariant(),
        new NothingReliedOnInvariant(),
        new FreshObservationInvariant(),
        new PassiveWiringInvariant(),
        new PassiveWorkInvariant(),
        new WatchedFirstInvariant(),
        new BoundedAttemptsInvariant(),
    ];

    /// <summary>Holds an effect against all invariants.</summary>
    /// <param name="invariants">The invariants.</param>
    /// <param name="context">What is known before the effect.</param>
    /// <param name="effect">The effect.</param>
    /// <returns>The breaches; empty when the effect may be issued.</returns>
    public static IReadOnlyList<SafetyBreach> Check(
        IReadOnlyList<ISafetyInvariant> invariants, SafetyContext context, ProposedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(invariants);
        List<SafetyBreach>? breaches = null;
        foreach (ISafetyInvariant invariant in invariants)
        {
            if (invariant.Breach(context, effect) is { } explanation)
            {
                (breaches ??= []).Add(new SafetyBreach(invariant.Number, invariant.Name, explanation));
            }
        }

        return breaches ?? (IReadOnlyList<SafetyBreach>)[];
    }
}
