namespace TopologyMirror.Processes.Provider;

/// <summary>A route of the provider: what was asked for, and what the data plane does.</summary>
internal sealed class ProviderRoute
{
    public int Accepted { get; set; }

    public int InForce { get; set; }

    /// <summary>Counts what was asked for, so that an older wish that comes into force late is dropped.</summary>
    public int Version { get; set; }

    public DateTimeOffset DrainedAt { get; set; }
}
