namespace TopologyMirror.Promotion;

/// <summary>What a drift repair under way remembers of a service. Soft state: without it what is live counts as what served before, and nothing as replaced. Immutable.</summary>
/// <param name="Served">Live instances that a repair must not go below.</param>
/// <param name="Asked">Instances beyond them that the repair has asked to join.</param>
public readonly record struct DriftMemory(int Served, int Asked);
