namespace TopologyMirror.Topology;

/// <summary>What <see cref="IInstanceFleet.LaunchAsync"/> is asked for.</summary>
/// <param name="Key">Names the effect.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="Service">The service.</param>
/// <param name="Count">How many instances; at least 1.</param>
/// <param name="Digest">The configuration that they shall run.</param>
public readonly record struct LaunchArguments(EffectKey Key, Epoch Epoch, ServiceName Service, int Count, ConfigDigest Digest)
{
    /// <summary>True when the instances start bare and the configuration is delivered to them afterwards; false when they are born with it.</summary>
    public bool IsDelivered { get; init; }
}
