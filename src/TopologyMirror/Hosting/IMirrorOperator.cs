using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

/// <summary>What operators can ask of the clusters of this host: promote, pause, resume, hold, release, abort, roll back, break the glass, status. Thread-safe.</summary>
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
    /// <param name="cancellationToken">Ends the wait; some clusters may then have been asked.</param>
    /// <returns>What each cluster answered, in ordinal order of the names.</returns>
    ValueTask<IReadOnlyDictionary<ClusterName, OperatorReceipt>> PauseAllAsync(string actor, string reason, CancellationToken cancellationToken = default);

    /// <summary>Ends the pause of every cluster.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait; some clusters may then have been asked.</param>
    /// <returns>What each cluster answered, in ordinal order of the names.</returns>
    ValueTask<IReadOnlyDictionary<ClusterName, OperatorReceipt>> ResumeAllAsync(string actor, string reason, CancellationToken cancellationToken = default);

    /// <summary>Holds the releases of every cluster that this host has now; one that is added later is not held.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait; some clusters may then have been asked.</param>
    /// <returns>What each cluster answered, in ordinal order of the names; one that was held before says by whom.</returns>
    ValueTask<IReadOnlyDictionary<ClusterName, OperatorReceipt>> HoldAllAsync(string actor, string reason, CancellationToken cancellationToken = default);

    /// <summary>Ends the hold of every cluster.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait; some clusters may then have been asked.</param>
    /// <returns>What each cluster answered, in ordinal order of the names; one that was not held says so.</returns>
    ValueTask<IReadOnlyDictionary<ClusterName, OperatorReceipt>> ReleaseAllAsync(string actor, string reason, CancellationToken cancellationToken = default);

    /// <summary>Stops all automation of every cluster that this host has now, whoever owns them.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait; some clusters may then have been stopped.</param>
    /// <exception cref="AggregateException">The store did not take it for some clusters; the others are stopped.</exception>
    ValueTask BreakGlassAllAsync(string actor, string reason, CancellationToken cancellationToken = default);
}
