namespace TopologyMirror.Backtests.Sweep;

/// <summary>Instance-hours paid, by what they were paid for.</summary>
/// <param name="Live">Serving, about to serve, or draining.</param>
/// <param name="Shadow">Standing ready.</param>
/// <param name="Launching">Requested and not ready.</param>
/// <param name="Overlap">The old side of a replacement.</param>
internal sealed record SweepJsonPaid(double Live, double Shadow, double Launching, double Overlap);
