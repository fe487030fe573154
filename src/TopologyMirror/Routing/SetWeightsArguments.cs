namespace TopologyMirror.Routing;

/// <summary>What <see cref="ITrafficRouter.SetWeightsAsync"/> is asked for.</summary>
/// <param name="Key">Names the effect.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="Weights">The weights to set, in ordinal order of the instances; all others stay.</param>
public readonly record struct SetWeightsArguments(EffectKey Key, Epoch Epoch, IReadOnlyList<RouteWeight> Weights);
