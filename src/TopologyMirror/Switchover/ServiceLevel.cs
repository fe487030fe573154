namespace TopologyMirror.Switchover;

/// <summary>Serving instances of a service at one moment.</summary>
/// <param name="Service">The service.</param>
/// <param name="Serving">Instances that are ready and routed.</param>
public readonly record struct ServiceLevel(ServiceName Service, int Serving);
