namespace TopologyMirror.Routing;

/// <summary>An alarm that fires now. Immutable.</summary>
/// <param name="Name">The alarm's name.</param>
/// <param name="Instance">The instance that it is about; null when it is about the cluster.</param>
public sealed record FiringAlarm(string Name, InstanceId? Instance);
