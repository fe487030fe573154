namespace TopologyMirror.Internal;

internal static class ExceptionExtensions
{
    /// <summary>Faults of the process itself, which no feature may swallow.</summary>
    public static bool IsFatal(this Exception exception) =>
        exception is OutOfMemoryException or StackOverflowException or AccessViolationException;
}
