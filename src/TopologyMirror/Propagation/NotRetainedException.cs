namespace TopologyMirror.Propagation;

/// <summary>A source no longer keeps, or never had, what it was asked for.</summary>
public sealed class NotRetainedException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="what">What was asked for, for example <c>blob 12ab</c>.</param>
    public NotRetainedException(ClusterName cluster, string what)
        : base($"No revision that is kept for cluster '{cluster}' has {what}.")
    {
        Cluster = cluster;
        What = what;
    }

    /// <summary>The cluster.</summary>
    public ClusterName Cluster { get; }

    /// <summary>What was asked for.</summary>
    public string What { get; }
}
