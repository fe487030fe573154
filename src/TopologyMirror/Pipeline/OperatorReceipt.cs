namespace TopologyMirror.Pipeline;

/// <summary>Says whether a command was taken.</summary>
/// <param name="IsAccepted">True when the next tick will carry it out.</param>
/// <param name="Refusal">Why not; null when it was taken.</param>
public readonly record struct OperatorReceipt(bool IsAccepted, string? Refusal);
