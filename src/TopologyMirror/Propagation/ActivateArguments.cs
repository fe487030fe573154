namespace TopologyMirror.Propagation;

/// <summary>What <see cref="IConfigurationTarget.ActivateAsync"/> is asked for.</summary>
/// <param name="Key">Names the effect.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Digest">The revision that it shall run.</param>
public readonly record struct ActivateArguments(EffectKey Key, Epoch Epoch, InstanceId Instance, ConfigDigest Digest);
