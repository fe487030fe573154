namespace TopologyMirror.Durability;

/// <summary>A journal was written by a newer version of the library. It is not read: what a newer version meant cannot be guessed.</summary>
public sealed class JournalVersionException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="what">What is newer, for example <c>Journal record 7 of cluster 'shop'</c> or the name of a store.</param>
    /// <param name="found">The version that was found.</param>
    /// <param name="known">The newest version that this library knows.</param>
    public JournalVersionException(string what, int found, int known)
        : base($"{what} has format version {found}; this version of the library knows {known} and older. Run the newer version, which wrote it.")
    {
        Found = found;
        Known = known;
    }

    /// <summary>The version that was found.</summary>
    public int Found { get; }

    /// <summary>The newest version that this library knows.</summary>
    public int Known { get; }
}
