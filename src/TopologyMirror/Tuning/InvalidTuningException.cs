namespace TopologyMirror.Tuning;

/// <summary>Nothing can be tuned with these options, or on this history.</summary>
public sealed class InvalidTuningException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="what">What was to be tuned on, or the options' name.</param>
    /// <param name="reason">Why it cannot be, in sentences that name the values.</param>
    public InvalidTuningException(string what, string reason)
        : base(reason)
    {
        What = what;
    }

    /// <summary>What was to be tuned on, or the options' name.</summary>
    public string What { get; }
}
