namespace TopologyMirror.Pipeline;

/// <summary>A run was found to be held, or, without a reason, to be held no longer.</summary>
internal sealed record HeldPayload(string? Reason = null);
