using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Safety;

/// <summary>
/// Invariant 3: what is routed of a service reports one digest, except while a Replace brings the new side in or
/// puts the old one back, while a release goes in waves (from its first wave to its last, its two digests are a declared bake), while cover
/// takes the place of what has drifted, and where a router only changes the weight of what it sends requests to.
/// </summary>
public sealed class OneDigestInvariant : ISafetyInvariant
{
    /// <inheritdoc/>
    public int Number => 3;

    /// <inheritdoc/>
    public string Name => "one-digest";

    /// <inheritdoc/>
    public string? Breach(SafetyContext context, ProposedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(effect);

        // Before Route a Replace may still be closed as having touched nothing: it brings nothing in yet.
        bool ofReplace = context.Run is { Plan.Kind: SwitchoverKind.Replace, Phase: >= SwitchoverPhase.Route } run && run.Plan.Run == effect.Key.Run;
        if (ofReplace)
        {
            return null;
        }

        // What enters at live's digest is never the odd one: it is beside what has drifted, and takes its place.
        ConfigDigest? live = effect.Routed.Any() ? context.World.LiveDigest(context.Established) : null;
        foreach (InstanceId id in effect.Routed)
        {
            // A run that puts back what it took out leaves things as they were, drifted or not: refused, it could never end.
            if (context.Run is { } undone && undone.Plan.Run == effect.Key.Run && undone.Plan.Leaving.Contains(id))
            {
                continue;
            }

            // Another weight for what this router sends requests to, and goes on to, brings no digest in: refused, a slow start could neither go
            // on nor end.
            if (StaysRoutedBy(context.World, effect.Router, id))
            {
                continue;
            }

            if (context.World.Topology.Find(id) is { Digest: { } digest } instance
                && digest != live && context.Release?.Declares(digest) != true && OtherDigest(context.World, instance, digest) is { } other)
            {
                return $"instance '{id}' at {digest.Abbreviated} would be routed beside '{other.Id}' at {other.Digest!.Value.Abbreviated}";
            }
        }

        return null;
    }

    private static bool StaysRoutedBy(WorldView world, string? router, InstanceId instance) =>
        world.Routes.FirstOrDefault(t => string.Equals(t.Router, router, StringComparison.Ordinal))?.Find(instance) is { Weight: > 0, PendingWeight: null or > 0 };

    /// <summary>The most common digest of what is routed counts: a single instance that has drifted is not what others must be like.</summary>
    private static ObservedInstance? OtherDigest(WorldView world, ObservedInstance entering, ConfigDigest digest)
    {
        ObservedInstance[] routed =
        [
            .. world.Topology.Instances.Where(i => i.Service == entering.Service && i.Id != entering.Id && i.Digest is not null
                && world.SideOf(i.Id) != Side.Retiring && world.IsRoutedAnywhere(i.Id)),
        ];
        return routed
            .GroupBy(i => i.Digest!.Value)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key)
            .Take(1)
            .Where(g => g.Key != digest)
            .Select(g => g.First())
            .FirstOrDefault();
    }
}
