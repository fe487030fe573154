namespace TopologyMirror.Pipeline;

/// <summary>What an operator asked for. Immutable.</summary>
/// <param name="Kind">The command.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Reason">Why.</param>
/// <param name="Service">The service to promote; null for all.</param>
/// <param name="Count">How many to promote per service; null for all ready cover.</param>
internal sealed record OperatorCommand(OperatorCommandKind Kind, string Actor, string Reason, ServiceName? Service, int? Count);
