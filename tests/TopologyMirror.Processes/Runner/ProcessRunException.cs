namespace TopologyMirror.Processes.Runner;

/// <summary>A process did not do what the run needs to go on.</summary>
internal sealed class ProcessRunException : Exception
{
    public ProcessRunException(string message)
        : base(message)
    {
    }

    public ProcessRunException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
