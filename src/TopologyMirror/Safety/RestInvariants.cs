namespace TopologyMirror.Safety;

/// <summary>The invariants about how things end, in the order of their numbers.</summary>
public static class RestInvariants
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IRestInvariant> All { get; } =
    [
        new OneDigestAtRestInvariant(), new DataAtRestInvariant(), new EndedRunsInvariant(), new WorkAtRestInvariant(), new WiringAtRestInvariant(),
        new ShadowInStepInvariant(), new FixPromotedInvariant(),
    ];

    /// <summary>Holds a cluster at rest against all of them.</summary>
    /// <param name="context">How it stands.</param>
    /// <returns>The breaches; empty when everything has ended as it must.</returns>
    public static IReadOnlyList<SafetyBreach> Check(RestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return [.. All.Select(i => (Invariant: i, Explanation: i.Breach(context)))
            .Where(static b => b.Explanation is not null)
            .Select(static b => new SafetyBreach(b.Invariant.Number, b.Invariant.Name, b.Explanation!))];
    }
}
