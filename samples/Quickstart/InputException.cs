namespace TopologyMirror.Quickstart;

/// <summary>What the user gave cannot be used; the message is one sentence that names the thing and its value.</summary>
internal sealed class InputException : Exception
{
    public InputException(string message)
        : base(message)
    {
    }

    public InputException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
