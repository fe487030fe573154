namespace TopologyMirror.Pipeline;

/// <summary>A step that is executed once per revision succeeded, or a contract step failed for good.</summary>
internal sealed record ExecutedPayload(ConfigDigest Digest, string Step, InstanceId Instance, string? Failure = null);
