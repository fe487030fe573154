namespace TopologyMirror.Propagation;

/// <summary>What <see cref="IConfigurationTarget.DeliverAsync"/> is asked for.</summary>
/// <param name="Key">Names the effect.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Bundle">The revision: the manifest that the instance keeps.</param>
/// <param name="Missing">The blobs of the bundle that the instance does not hold yet, in ordinal order.</param>
/// <param name="ReadBlob">Gives their bytes, also after the call has returned.</param>
public readonly record struct DeliverArguments(
    EffectKey Key, Epoch Epoch, InstanceId Instance, ConfigurationBundle Bundle, IReadOnlyList<BlobDigest> Missing, BlobReader ReadBlob);
