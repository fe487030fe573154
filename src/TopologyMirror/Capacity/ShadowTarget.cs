namespace TopologyMirror.Capacity;

/// <summary>How many cover instances the shadow of a service should have, arriving ones included.</summary>
/// <param name="Service">The service.</param>
/// <param name="Cover">Instances at live's digest.</param>
public readonly record struct ShadowTarget(ServiceName Service, int Cover);
