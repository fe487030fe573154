namespace TopologyMirror.Pipeline;

/// <summary>A service that has instances in the cluster's fleet and is not declared. It is reported, and its live instances are never touched. Immutable.</summary>
/// <param name="Service">The service.</param>
/// <param name="Instances">Instances that exist, whatever their state.</param>
/// <param name="Live">Those of them that are live.</param>
public readonly record struct UndeclaredService(ServiceName Service, int Instances, int Live);
