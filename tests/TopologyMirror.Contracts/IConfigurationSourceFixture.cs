using TopologyMirror.Propagation;

namespace TopologyMirror.Contracts;

/// <summary>A cluster of which a source says what it should run.</summary>
public interface IConfigurationSourceFixture : IContractFixture
{
    /// <summary>The implementation that says what the cluster should run.</summary>
    IConfigurationSource Source { get; }

    /// <summary>What the cluster should run.</summary>
    ConfigDigest Desired { get; }

    /// <summary>Another configuration.</summary>
    ConfigDigest Other { get; }

    /// <summary>What the source is told of the cluster now.</summary>
    DesiredArguments Live { get; }

    /// <summary>Makes another configuration the desired one.</summary>
    /// <param name="digest">The configuration.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task PublishAsync(ConfigDigest digest, CancellationToken cancellationToken);
}
