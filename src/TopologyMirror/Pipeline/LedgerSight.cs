namespace TopologyMirror.Pipeline;

/// <summary>What was seen of an instance last.</summary>
/// <param name="IsReady">True once it was ready, validated or routed.</param>
/// <param name="IsRouted">True while some router sends it requests.</param>
/// <param name="DrainedAt">End of its drain; null while it never left traffic.</param>
/// <param name="IsOldSide">True when a Replace took it out of traffic.</param>
internal readonly record struct LedgerSight(bool IsReady, bool IsRouted, DateTimeOffset? DrainedAt, bool IsOldSide);
