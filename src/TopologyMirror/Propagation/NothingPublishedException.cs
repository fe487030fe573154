namespace TopologyMirror.Propagation;

/// <summary>A cluster whose configuration the host publishes has none yet. Its ticks change nothing until it has.</summary>
public sealed class NothingPublishedException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="cluster">The cluster.</param>
    public NothingPublishedException(ClusterName cluster)
        : base($"No configuration is published for cluster '{cluster}'; call Publish before its first tick.")
    {
        Cluster = cluster;
    }

    /// <summary>The cluster.</summary>
    public ClusterName Cluster { get; }
}
