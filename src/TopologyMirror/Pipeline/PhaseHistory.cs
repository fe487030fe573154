using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>A phase that a run entered.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="EnteredAt">When.</param>
/// <param name="Reason">Why, where there is more to say than that the one before was done.</param>
/// <param name="Routes">The routes that were observed then, from when the run had changed some; else empty.</param>
public sealed record PhaseHistory(SwitchoverPhase Phase, DateTimeOffset EnteredAt, string? Reason, IReadOnlyList<ObservedWeight> Routes);
