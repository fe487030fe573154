namespace TopologyMirror.Pipeline;

/// <summary>A revision is not released.</summary>
internal sealed record RejectedPayload(ConfigDigest Digest, string Reason);
