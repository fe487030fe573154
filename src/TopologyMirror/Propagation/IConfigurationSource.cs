namespace TopologyMirror.Propagation;

/// <summary>Says which configuration a cluster should run, and gives what has to be delivered for it. Safe for concurrent use.</summary>
public interface IConfigurationSource
{
    /// <summary>The source's name in messages and telemetry.</summary>
    string Name { get; }

    /// <summary>What the cluster's configuration target must be able to do beyond reading digests back, for this source to work with it.</summary>
    PortCapabilities NeededOfTarget { get; }

    /// <summary>Reads the digest D that the cluster should run.</summary>
    /// <param name="arguments">What the cluster runs now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<ConfigDigest> ReadDesiredAsync(DesiredArguments arguments, CancellationToken cancellationToken);

    /// <summary>Gives the bundle that a digest names.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="digest">The digest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The bundle; null when instances are born with what the digest names, so that nothing is to be delivered.</returns>
    ValueTask<ConfigurationBundle?> FindBundleAsync(ClusterName cluster, ConfigDigest digest, CancellationToken cancellationToken);

    /// <summary>Gives the bytes of a blob of a bundle that <see cref="FindBundleAsync"/> gives.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotRetainedException">No bundle that is kept has this blob.</exception>
    ValueTask<ReadOnlyMemory<byte>> ReadBlobAsync(ClusterName cluster, BlobDigest blob, CancellationToken cancellationToken);
}
