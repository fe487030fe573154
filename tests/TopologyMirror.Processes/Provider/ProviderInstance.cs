namespace TopologyMirror.Processes.Provider;

/// <summary>An instance of the provider.</summary>
internal sealed record ProviderInstance(string Id, string Digest, string? LaunchKey, DateTimeOffset LaunchedAt, DateTimeOffset ReadyAt);
