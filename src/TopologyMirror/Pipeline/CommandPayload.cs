namespace TopologyMirror.Pipeline;

/// <summary>An operator's command took hold.</summary>
internal sealed record CommandPayload(
    OperatorCommandKind Command, string Actor, string Reason, ConfigDigest? Target = null, ConfigDigest? InsteadOf = null, string? Key = null);
