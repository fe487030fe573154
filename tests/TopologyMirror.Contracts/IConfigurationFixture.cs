using TopologyMirror.Propagation;

namespace TopologyMirror.Contracts;

/// <summary>A cluster that runs what it should run.</summary>
public interface IConfigurationFixture : IContractFixture
{
    /// <summary>The implementation that says what the cluster should run.</summary>
    IConfigurationSource Source { get; }

    /// <summary>The implementation that says what instances run.</summary>
    IConfigurationTarget Target { get; }

    /// <summary>What the cluster should run, and what <see cref="Running"/> run.</summary>
    ConfigDigest Desired { get; }

    /// <summary>Another configuration, which nothing runs.</summary>
    ConfigDigest Other { get; }

    /// <summary>Two ready instances, in ordinal order.</summary>
    IReadOnlyList<InstanceId> Running { get; }

    /// <summary>An instance that gives no answer.</summary>
    InstanceId Silent { get; }

    /// <summary>Makes another configuration the desired one, without touching an instance.</summary>
    /// <param name="digest">The configuration.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task PublishAsync(ConfigDigest digest, CancellationToken cancellationToken);
}
