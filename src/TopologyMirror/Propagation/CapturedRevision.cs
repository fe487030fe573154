namespace TopologyMirror.Propagation;

/// <summary>A configuration as it was read from an instance. Immutable.</summary>
/// <param name="Bundle">The revision.</param>
/// <param name="Blobs">The bytes of its blobs.</param>
public sealed record CapturedRevision(ConfigurationBundle Bundle, IReadOnlyDictionary<BlobDigest, ReadOnlyMemory<byte>> Blobs);
