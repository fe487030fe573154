namespace TopologyMirror.Capacity;

/// <summary>A launch that is wanted. Immutable.</summary>
/// <param name="Service">The service.</param>
/// <param name="Count">Instances to launch.</param>
/// <param name="ForLive">Those of them that live lacks.</param>
/// <param name="HasBegun">True when they are candidates of a release of which some waves are committed.</param>
public readonly record struct LaunchWish(ServiceName Service, int Count, int ForLive, bool HasBegun = false);
