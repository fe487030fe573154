namespace TopologyMirror.Forecasting;

/// <summary>Why there is no forecast, and when there may be one.</summary>
/// <param name="Reason">The reason, for programs.</param>
/// <param name="Explanation">The reason with its numbers, for people.</param>
/// <param name="EstimatedReadyAt">When the reason may be gone if samples keep coming; null when that cannot be said.</param>
public sealed record ForecastNotReady(NotReadyReason Reason, string Explanation, DateTimeOffset? EstimatedReadyAt);
