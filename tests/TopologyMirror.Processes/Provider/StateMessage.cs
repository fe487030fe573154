namespace TopologyMirror.Processes.Provider;

/// <summary>All that can be observed of the cluster at one moment.</summary>
internal sealed record StateMessage(
    DateTimeOffset Now, string Desired, IReadOnlyList<InstanceMessage> Instances, IReadOnlyList<RouteMessage> Routes, IReadOnlyList<string> Watched);
