namespace TopologyMirror.Propagation;

/// <summary>Says which configuration the cluster should run.</summary>
public interface IConfigurationSource
{
    /// <summary>The source's name in messages and telemetry.</summary>
    string Name { get; }

    /// <summary>Reads the digest D that the cluster should run.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<ConfigDigest> ReadDesiredAsync(ClusterName cluster, CancellationToken cancellationToken);
}
