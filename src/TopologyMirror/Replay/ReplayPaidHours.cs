namespace TopologyMirror.Replay;

/// <summary>Instance-hours paid in the scored ticks, each instance by what it was in each started tick.</summary>
/// <param name="Live">Serving, about to serve, or draining.</param>
/// <param name="Shadow">Standing ready without traffic.</param>
/// <param name="Launching">Requested and not ready, failed launches until given up included.</param>
/// <param name="Overlap">Out of traffic, drained and kept: the old side of a replacement.</param>
public readonly record struct ReplayPaidHours(double Live, double Shadow, double Launching, double Overlap)
{
    /// <summary>All of it.</summary>
    public double Total => Live + Shadow + Launching + Overlap;
}
