namespace TopologyMirror.Processes.Provider;

/// <summary>An instance as it is observed.</summary>
internal sealed record InstanceMessage(string Id, string Digest, string? LaunchKey, DateTimeOffset LaunchedAt, bool IsReady);
