namespace TopologyMirror.Promotion;

/// <summary>A text is no recorded decision, or is one of a later version.</summary>
public sealed class InvalidDecisionRecordException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="problem">What is wrong, so that "The decision record …" reads as a sentence.</param>
    /// <param name="innerException">What was caught, where something was.</param>
    public InvalidDecisionRecordException(string problem, Exception? innerException = null)
        : base($"The decision record {problem}.", innerException)
    {
    }
}
