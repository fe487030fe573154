namespace TopologyMirror.Propagation;

/// <summary>What <see cref="IConfigurationTarget.RunStepAsync"/> is asked for.</summary>
/// <param name="Key">Names the effect.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Digest">The revision that the step belongs to.</param>
/// <param name="Step">The step; its timeout is enforced at the instance.</param>
/// <param name="OutputLimit">Most characters of its output that are kept: the last ones.</param>
public readonly record struct RunStepArguments(
    EffectKey Key, Epoch Epoch, InstanceId Instance, ConfigDigest Digest, ExecutionStep Step, int OutputLimit);
