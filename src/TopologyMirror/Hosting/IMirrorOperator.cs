using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

/// <summary>What operators can ask of the clusters of this host: promote, pause, resume, abort, roll back, status. Thread-safe.</summary>
public interface IMirrorOperator
{
    /// <summary>The clusters as of their newest ticks, in ordinal order.</summary>
    IReadOnlyList<ClusterStatus> Status { get; }

    /// <summary>The operator's side of one cluster.</summary>
    /// <param name="cluster">The cluster's name.</param>
    /// <exception cref="UnknownClusterException">The host has no such cluster.</exception>
    ClusterOperator For(string cluster);
}
