namespace TopologyMirror.Hosting;

/// <summary>What a host remembers of one of its clusters between beats.</summary>
internal sealed class SharedClusterMemory(ClusterLoop loop)
{
    public ClusterLoop Loop { get; } = loop;

    /// <summary>Since when this host owns it; null while it does not.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>When this host gave it back for another; null when it did not.</summary>
    public DateTimeOffset? GivenAt { get; set; }

    public bool IsAsked { get; set; }

    /// <summary>Whether the store says that this host has the cluster.</summary>
    public bool IsMarked { get; set; }

    /// <summary>Other hosts of which the store says so.</summary>
    public SortedSet<string> KnownBy { get; } = new(StringComparer.Ordinal);

    /// <summary>When the store was asked which others have it.</summary>
    public DateTimeOffset? AskedStoreAt { get; set; }
}
