namespace TopologyMirror.Hosting;

/// <summary>The host has no cluster of that name.</summary>
public sealed class UnknownClusterException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="cluster">The name that was asked for.</param>
    /// <param name="known">The names that there are.</param>
    public UnknownClusterException(string cluster, IReadOnlyList<string> known)
        : base($"There is no cluster '{cluster}'; there {(known.Count == 0 ? "is none" : "are: " + string.Join(", ", known))}.")
    {
        Cluster = cluster;
    }

    /// <summary>The name that was asked for.</summary>
    public string Cluster { get; }
}
