namespace TopologyMirror.Capacity;

/// <summary>How many instances the shadow of a service should have in each of its two pools, arriving ones included.</summary>
/// <param name="Service">The service.</param>
/// <param name="Cover">Instances at live's digest, for surges.</param>
/// <param name="Candidate">Instances at a newer desired digest, for its release.</param>
/// <param name="KeepsSizes">True while nothing that stands ready may be replaced for its size: load is unknown, or a run is open.</param>
public readonly record struct ShadowTarget(ServiceName Service, int Cover, int Candidate = 0, bool KeepsSizes = false);
