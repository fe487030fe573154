namespace TopologyMirror.Quickstart.Output;

/// <summary>How often the load was at most a quantile.</summary>
/// <param name="Lead">Minutes ahead.</param>
/// <param name="P">Level of the quantile.</param>
/// <param name="Value">The share.</param>
internal sealed record JsonCoverage(double Lead, double P, double? Value);
