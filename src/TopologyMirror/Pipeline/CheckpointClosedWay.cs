namespace TopologyMirror.Pipeline;

/// <summary>A digest to which no way leads back.</summary>
internal readonly record struct CheckpointClosedWay(ConfigDigest Digest, ConfigDigest Since);
