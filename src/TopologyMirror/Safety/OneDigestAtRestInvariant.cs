using TopologyMirror.Topology;

namespace TopologyMirror.Safety;

/// <summary>Invariant 3, about how things end: at rest everything live of a cluster reports one digest, unless a release in waves is on its way.</summary>
public sealed class OneDigestAtRestInvariant : IRestInvariant
{
    /// <inheritdoc/>
    public int Number => 3;

    /// <inheritdoc/>
    public string Name => "one-digest-at-rest";

    /// <inheritdoc/>
    public string? Breach(RestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsStopped || context.IsReleasing || context.OpenRun is not null)
        {
            return null;
        }

        ObservedInstance? first = null;
        foreach (ObservedInstance live in context.World.Topology.Instances.Where(i => i.Digest is not null && context.World.SideOf(i.Id) == Side.Live))
        {
            first ??= live;
            if (live.Digest != first.Digest)
            {
                return $"'{live.Id}' is live at {live.Digest!.Value.Abbreviated} beside '{first.Id}' at {first.Digest!.Value.Abbreviated}, and no release is on its way";
            }
        }

        return null;
    }
}
