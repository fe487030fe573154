namespace TopologyMirror.Processes.Provider;

/// <summary>A weight that the data plane has still to take up.</summary>
internal sealed record PendingWeight(DateTimeOffset Due, string Instance, int Weight, ProviderRoute Route, int Version, string Key);
