namespace TopologyMirror.Switchover;

/// <summary>A number of instances of one service.</summary>
/// <param name="Service">The service.</param>
/// <param name="Count">How many.</param>
public readonly record struct InstanceQuota(ServiceName Service, int Count);
