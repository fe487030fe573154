namespace TopologyMirror.Durability;

/// <summary>An owner whose lease has passed to another tried to write.</summary>
public sealed class StaleEpochException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="epoch">The epoch of the writer.</param>
    /// <param name="current">The epoch in force.</param>
    public StaleEpochException(ClusterName cluster, Epoch epoch, Epoch current)
        : base($"Cluster '{cluster}' is owned under epoch {current}; a write under epoch {epoch} was refused.")
    {
        Cluster = cluster;
        Epoch = epoch;
        Current = current;
    }

    /// <summary>The cluster.</summary>
    public ClusterName Cluster { get; }

    /// <summary>The epoch of the writer.</summary>
    public Epoch Epoch { get; }

    /// <summary>The epoch in force.</summary>
    public Epoch Current { get; }
}
