using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

/// <summary>What operators can ask of the clusters of this host: promote, pause, resume, hold, release, abort, roll back, status. Thread-safe.</summary>
public interface IMirrorOperator
{
    /// <summary>The clusters as of their newest ticks, in ordinal order.</summary>
    IReadOnlyList<ClusterStatus> Status { get; }

    /// <summary>The operator's side of one cluster.</summary>
    /// <param name="cluster">The cluster's name.</param>
    /// <exception cref="UnknownClusterException">The host has no such cluster.</exception>
    ClusterOperator For(string cluster);

    /// <summary>Pauses every cluster that this host has now; one that is added later is not paused.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <returns>What each cluster answered, in ordinal order of the names.</returns>
    IReadOnlyDictionary<ClusterName, OperatorReceipt> PauseAll(string actor, string reason);

    /// <summary>Ends the pause of every cluster.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <returns>What each cluster answered, in ordinal order of the names.</returns>
    IReadOnlyDictionary<ClusterName, OperatorReceipt> ResumeAll(string actor, string reason);

    /// <summary>Holds the releases of every cluster that this host has now; one that is added later is not held.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <returns>What each cluster answered, in ordinal order of the names; one that was held before says by whom.</returns>
    IReadOnlyDictionary<ClusterName, OperatorReceipt> HoldAll(string actor, string reason);

    /// <summary>Ends the hold of every cluster.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <returns>What each cluster answered, in ordinal order of the names; one that was not held says so.</returns>
    IReadOnlyDictionary<ClusterName, OperatorReceipt> ReleaseAll(string actor, string reason);
}
