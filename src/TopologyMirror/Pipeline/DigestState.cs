using TopologyMirror.Capacity;

namespace TopologyMirror.Pipeline;

/// <summary>What one digest was seen to carry, as it is kept.</summary>
internal sealed record DigestState(ConfigDigest Digest, CapacityModelState Model);
