namespace TopologyMirror.Pipeline;

/// <summary>A command that was taken and that a tick could not carry out. Immutable.</summary>
/// <param name="Command">The command.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="At">When it was refused.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record OperatorRefusal(OperatorCommandKind Command, string Actor, DateTimeOffset At, string Reason);
