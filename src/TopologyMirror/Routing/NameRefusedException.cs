namespace TopologyMirror.Routing;

/// <summary>A record is not set as asked: it would name nothing, it does not exist, or its TTL is too long to be waited out.</summary>
public sealed class NameRefusedException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="record">The record's name.</param>
    /// <param name="why">Why, as the rest of a sentence that begins with the record.</param>
    public NameRefusedException(string record, string why)
        : base($"Record '{record}' {why}.")
    {
        Record = record;
    }

    /// <summary>The record's name.</summary>
    public string Record { get; }
}
