using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

/// <summary>Adds clusters to the running host, changes what they declare, and removes them. Thread-safe; changes of different clusters do not wait for each other.</summary>
public interface IMirrorClusters
{
    /// <summary>The pipelines of this host, in ordinal order of the clusters' names.</summary>
    IReadOnlyCollection<MirrorPipeline> All { get; }

    /// <summary>
    /// Adds a cluster: validates it whole, asks its ports once where the host checks reachability, and starts its loop at once where the host
    /// runs. Nothing is added when anything is at fault. What is added here is not there any more after a restart of the host.
    /// </summary>
    /// <param name="name">Its name, unique in the host.</param>
    /// <param name="configure">Sets it up; runs after the configuration section and wins.</param>
    /// <param name="cancellationToken">Ends the wait for its ports; nothing is added then.</param>
    /// <exception cref="InvalidHostException">The cluster is at fault, or a port does not answer; lists every fault.</exception>
    /// <exception cref="ClusterChangeException">There is a cluster of that name, or the host is stopping.</exception>
    ValueTask AddAsync(string name, Action<MirrorPipelineBuilder> configure, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes a cluster: its operator takes no more commands, its running tick is finished, or left at its next wait after
    /// <see cref="TopologyMirrorOptions.ShutdownTimeout"/>, its loop ends and its lease is given back. Its instances and routes stay as they
    /// are, and so does its journal: whoever adds it again goes on from there.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Leaves the running tick at once; the cluster is removed all the same.</param>
    /// <exception cref="UnknownClusterException">The host has no such cluster.</exception>
    /// <exception cref="ClusterChangeException">It is being added or removed, or the host is stopping.</exception>
    ValueTask RemoveAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes what a running cluster declares: services, whom they call, load metrics, options. The change is validated whole and holds from
    /// the cluster's next tick on, all of it at once; where anything is at fault, what was declared before stays in force. The cluster keeps
    /// its lease and journal, what is remembered of services that stay, and the forecasts of metrics that stay. Fleet, routers, monitoring,
    /// configuration and store of a running cluster cannot be changed. After a restart of the host its code declares anew.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="configure">Changes the declaration, which it gets as it stands: adds and removes services and metrics, sets options.</param>
    /// <param name="cancellationToken">Not waited for: nothing is asked of any port.</param>
    /// <returns>Done when the change is accepted.</returns>
    /// <exception cref="InvalidHostException">The declaration would be at fault; lists every fault.</exception>
    /// <exception cref="UnknownClusterException">The host has no such cluster.</exception>
    /// <exception cref="ClusterChangeException">
    /// It removes a service that the open run is about, or the cluster is being added, changed or removed, or the host is stopping. A run that
    /// opens only after the change was accepted is finished first.
    /// </exception>
    ValueTask ReconfigureAsync(string name, Action<MirrorPipelineBuilder> configure, CancellationToken cancellationToken = default);
}
