using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

/// <summary>Adds clusters to the running host and removes them. Thread-safe; changes of different clusters do not wait for each other.</summary>
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
}
