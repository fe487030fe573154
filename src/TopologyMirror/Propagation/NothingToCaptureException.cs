namespace TopologyMirror.Propagation;

/// <summary>A cluster whose configuration is captured from live has nothing live that reports a digest, and nothing was captured before.</summary>
public sealed class NothingToCaptureException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="cluster">The cluster.</param>
    public NothingToCaptureException(ClusterName cluster)
        : base($"Nothing is live in cluster '{cluster}' that reports a configuration to be captured.")
    {
        Cluster = cluster;
    }

    /// <summary>The cluster.</summary>
    public ClusterName Cluster { get; }
}
