namespace TopologyMirror.Tests.Data;

internal sealed class CrashException : Exception;
