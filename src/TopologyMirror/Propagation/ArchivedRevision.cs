namespace TopologyMirror.Propagation;

/// <summary>A revision that a source keeps.</summary>
/// <param name="Bundle">The bundle.</param>
/// <param name="IsDelivered">False when instances are born with it.</param>
/// <param name="SupersededAt">When another became the desired one; null for the desired one.</param>
internal sealed record ArchivedRevision(ConfigurationBundle Bundle, bool IsDelivered, DateTimeOffset? SupersededAt);
