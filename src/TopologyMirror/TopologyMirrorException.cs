namespace TopologyMirror;

/// <summary>Base of every exception that this library raises on its own account. Each feature has one child type that carries its data as properties.</summary>
public abstract class TopologyMirrorException : Exception
{
    /// <summary>Creates the exception with the one sentence that names the thing and the value.</summary>
    /// <param name="message">One sentence that names the thing and the value.</param>
    /// <param name="innerException">What was caught, where something was.</param>
    protected TopologyMirrorException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
