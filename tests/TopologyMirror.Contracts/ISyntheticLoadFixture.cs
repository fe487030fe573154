using TopologyMirror.Propagation;

namespace TopologyMirror.Contracts;

/// <summary>A cluster with a shadow instance that can be called, beside live ones.</summary>
public interface ISyntheticLoadFixture : IContractFixture
{
    /// <summary>The implementation.</summary>
    ISyntheticLoad Load { get; }

    /// <summary>Asks for a load that the shadow instance stands with ease: its metric, value and a duration of a few seconds are set.</summary>
    SyntheticLoadArguments Light { get; }

    /// <summary>Instances that are live.</summary>
    IReadOnlyList<InstanceId> Live { get; }

    /// <summary>Requests of the load that an instance has got so far.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<long> RequestsAtAsync(InstanceId instance, CancellationToken cancellationToken);
}
