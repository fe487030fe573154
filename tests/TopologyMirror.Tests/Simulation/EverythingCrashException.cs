namespace TopologyMirror.Tests.Simulation;

/// <summary>The end of a controller's process.</summary>
internal sealed class EverythingCrashException : Exception;
