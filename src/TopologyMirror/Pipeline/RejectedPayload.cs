namespace TopologyMirror.Pipeline;

/// <summary>A revision goes no further. Never holds a value of an environment or of a secret.</summary>
internal sealed record RejectedPayload(
    ConfigDigest Digest, string Reason, string? Step = null, int? ExitCode = null, string? Output = null, IReadOnlyList<string>? Done = null);
