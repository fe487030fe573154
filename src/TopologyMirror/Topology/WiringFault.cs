namespace TopologyMirror.Topology;

/// <summary>What is wrong with one link of a shadow instance. Immutable.</summary>
/// <param name="Dependency">The service that it calls.</param>
/// <param name="Target">The instance that it must not call; null when it has no link, or calls what everybody shares.</param>
/// <param name="IsLive">True when that instance belongs to live.</param>
/// <param name="Waits">True when its own side has no ready instance of the dependency yet, so that nothing better could be set.</param>
public sealed record WiringFault(ServiceName Dependency, InstanceId? Target, bool IsLive, bool Waits);
