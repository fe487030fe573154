namespace TopologyMirror.Pipeline;

/// <summary>What became of an effect.</summary>
internal sealed record ResultPayload(EffectOutcomeKind Outcome, string? Detail = null);
