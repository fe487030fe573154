namespace TopologyMirror.Routing;

/// <summary>What <see cref="ITrafficRouter.RemoveAsync"/> is asked for.</summary>
/// <param name="Key">Names the effect.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="Instances">The instances to remove, in ordinal order.</param>
public readonly record struct RemoveRoutesArguments(EffectKey Key, Epoch Epoch, IReadOnlyList<InstanceId> Instances);
