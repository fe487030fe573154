namespace TopologyMirror.Quickstart.Output;

/// <summary>Instance-hours paid.</summary>
internal sealed record JsonPaidHours(double? Live, double? Shadow, double? Launching, double? Overlap);
