namespace TopologyMirror.Routing;

/// <summary>What <see cref="INameService.SetAsync"/> is asked for.</summary>
/// <param name="Key">Names the effect.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="Record">The record's name.</param>
/// <param name="Targets">All that it shall name, in ordinal order; at least one with a weight above 0.</param>
/// <param name="Ttl">How long resolvers may hold the answer; at least one second.</param>
public readonly record struct SetNameArguments(EffectKey Key, Epoch Epoch, string Record, IReadOnlyList<NameTarget> Targets, TimeSpan Ttl);
