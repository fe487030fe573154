namespace TopologyMirror.Capacity;

/// <summary>What caps allow. Immutable.</summary>
/// <param name="Allowed">Per demand, how much cover and how many candidates the shadow may have, arriving ones included.</param>
/// <param name="Reached">The caps that allow less than was wanted, each once.</param>
public sealed record CapVerdict(IReadOnlyList<ShadowTarget> Allowed, IReadOnlyList<ReachedCap> Reached);
