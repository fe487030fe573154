using TopologyMirror.Safety;

namespace TopologyMirror.Pipeline;

/// <summary>An effect that is about to be issued.</summary>
internal sealed record EffectPayload(
    ProposedEffectKind Kind, string Port, string Reason, ServiceName? Service = null, int? Count = null, IReadOnlyList<InstanceId>? Instances = null, int? Weight = null,
    ConfigDigest? Digest = null, string? Step = null, DataSetName? DataSet = null);
