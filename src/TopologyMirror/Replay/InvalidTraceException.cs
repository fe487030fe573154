namespace TopologyMirror.Replay;

/// <summary>A trace cannot be replayed: too short, empty, or with values that are no loads.</summary>
public sealed class InvalidTraceException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="trace">Name of the trace or series.</param>
    /// <param name="problem">What is wrong, with the numbers, so that "The trace 'x' …" reads as a sentence.</param>
    public InvalidTraceException(string trace, string problem)
        : base($"The trace '{trace}' {problem}.") => Trace = trace;

    /// <summary>Name of the trace or series.</summary>
    public string Trace { get; }
}
