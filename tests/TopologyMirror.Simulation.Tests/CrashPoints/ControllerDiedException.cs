namespace TopologyMirror.Simulation.Tests.CrashPoints;

/// <summary>The process that makes the call is gone.</summary>
internal sealed class ControllerDiedException(string owner) : Exception($"Controller '{owner}' is dead.");
