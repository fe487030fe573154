namespace TopologyMirror.Hosting;

/// <summary>A cluster cannot be added, removed or reconfigured now. Nothing was changed.</summary>
public sealed class ClusterChangeException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="reason">Why, in one sentence that names it.</param>
    public ClusterChangeException(string cluster, string reason)
        : base(reason)
    {
        Cluster = cluster;
    }

    /// <summary>The cluster's name.</summary>
    public string Cluster { get; }
}
