namespace TopologyMirror.Topology;

/// <summary>What <see cref="IInstanceFleet.TerminateAsync"/> is asked for.</summary>
/// <param name="Key">Names the effect.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="Instances">The instances to end, in ordinal order.</param>
public readonly record struct TerminateArguments(EffectKey Key, Epoch Epoch, IReadOnlyList<InstanceId> Instances);
