namespace TopologyMirror.Durability;

/// <summary>What became of a command.</summary>
/// <param name="IsAccepted">True when it was carried out, or is being carried out.</param>
/// <param name="Detail">Why not; null where there is nothing to say.</param>
/// <param name="At">When.</param>
/// <param name="Owner">Which host answered.</param>
public sealed record CommandAnswer(bool IsAccepted, string? Detail, DateTimeOffset At, string Owner);
