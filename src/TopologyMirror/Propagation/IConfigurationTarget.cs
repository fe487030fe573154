namespace TopologyMirror.Propagation;

/// <summary>Reads back what instances really run.</summary>
public interface IConfigurationTarget
{
    /// <summary>What the port can do.</summary>
    PortDescription Description { get; }

    /// <summary>Asks instances for the digest they run.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="instances">The instances, in ordinal order.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What each instance itself said; instances that gave no answer are left out.</returns>
    ValueTask<IReadOnlyDictionary<InstanceId, ConfigDigest>> ReadDigestsAsync(
        ClusterName cluster, IReadOnlyList<InstanceId> instances, CancellationToken cancellationToken);
}
