namespace TopologyMirror.Topology;

/// <summary>What <see cref="IInstanceFleet.LaunchAsync"/> is asked for.</summary>
/// <param name="Key">Names the effect.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="Service">The service.</param>
/// <param name="Count">How many instances; at least 1.</param>
/// <param name="Digest">The configuration that they shall run.</param>
/// <param name="Zone">The failure domain that they shall run in; null where the provider chooses. A provider that knows no zones ignores it.</param>
/// <param name="Size">The machine size or resource limits that they shall have; null where the provider chooses. A provider that knows no sizes ignores it.</param>
public readonly record struct LaunchArguments(
    EffectKey Key, Epoch Epoch, ServiceName Service, int Count, ConfigDigest Digest, string? Zone = null, string? Size = null)
{
    /// <summary>True when the instances start bare and the configuration is delivered to them afterwards; false when they are born with it.</summary>
    public bool IsDelivered { get; init; }
}
