namespace TopologyMirror.Durability;

/// <summary>The version of what records say.</summary>
/// <remarks>
/// A member that is added to a payload with a default leaves the version as it is. Whatever changes what an older record means raises it by
/// one, and comes with a function that turns a record of the version before into one of this version: a journal is read for ever.
/// </remarks>
public static class JournalFormat
{
    /// <summary>The version in which records are written.</summary>
    public const int Version = 1;
}
