namespace TopologyMirror.Durability;

/// <summary>The lease of a cluster was lost while its owner was at work. What was begun is in the journal, and the next owner goes on from there.</summary>
public sealed class LeaseLostException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="epoch">The epoch that was lost.</param>
    /// <param name="innerException">What was caught.</param>
    public LeaseLostException(ClusterName cluster, Epoch epoch, Exception? innerException = null)
        : base($"The lease of cluster '{cluster}' under epoch {epoch} was lost during a tick.", innerException)
    {
        Cluster = cluster;
        Epoch = epoch;
    }

    /// <summary>The cluster.</summary>
    public ClusterName Cluster { get; }

    /// <summary>The epoch that was lost.</summary>
    public Epoch Epoch { get; }
}
