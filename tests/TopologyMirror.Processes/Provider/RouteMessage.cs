namespace TopologyMirror.Processes.Provider;

/// <summary>A route as it is observed.</summary>
internal sealed record RouteMessage(string Instance, int Weight, int? Pending, int Connections);
