using TopologyMirror.Capacity;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Shadow;

/// <summary>Whether a shadow is what it should be. Pure.</summary>
internal static class ShadowStep
{
    /// <summary>
    /// True when every service's shadow holds exactly its targets, ready, at the digests and of the size that it should have: nothing is on its
    /// way, surplus, failed or drifted.
    /// </summary>
    public static bool IsInStep(WorldView world, ConfigDigest cover, ConfigDigest? candidate, IReadOnlyList<ShadowTarget> targets) =>
        targets.All(t => IsInStep(world, cover, candidate, t));

    private static bool IsInStep(WorldView world, ConfigDigest cover, ConfigDigest? candidate, ShadowTarget target)
    {
        ObservedInstance[] shadow = [.. world.On(target.Service, Side.Shadow).Where(i => i.State != InstanceState.Terminating)];
        string? size = LiveShape.Of(world, target.Service).Size;
        bool fits = shadow.All(i => i.State == InstanceState.Ready && (size is null || i.Size is null || string.Equals(i.Size, size, StringComparison.Ordinal)));
        int candidates = candidate is null ? 0 : shadow.Count(i => i.Digest == candidate);
        return fits
            && shadow.Count(i => i.Digest == cover) == target.Cover
            && candidates == (candidate is null ? 0 : target.Candidate)
            && shadow.Length == target.Cover + candidates;
    }
}
