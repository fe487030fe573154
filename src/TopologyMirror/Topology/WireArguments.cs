namespace TopologyMirror.Topology;

/// <summary>What <see cref="IServiceWiring.WireAsync"/> is asked for.</summary>
/// <param name="Key">Names the effect.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="Links">The links to set, in ordinal order of instance and dependency; all others stay.</param>
public readonly record struct WireArguments(EffectKey Key, Epoch Epoch, IReadOnlyList<WireLink> Links);
