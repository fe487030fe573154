namespace TopologyMirror.Simulation;

/// <summary>What becomes of a call.</summary>
/// <param name="Fault">How it ends.</param>
/// <param name="Cause">The fault that is counted once the call has changed something by it; null when it is counted already.</param>
/// <param name="Reason">Why it fails.</param>
internal readonly record struct SimulatedCallVerdict(SimulatedCallFault Fault, SimulationFault? Cause, string? Reason);
