using TopologyMirror.Topology;

namespace TopologyMirror.Contracts;

/// <summary>A cluster of two services, one of which calls the other.</summary>
public interface IWiringFixture : IContractFixture
{
    /// <summary>The implementation.</summary>
    IServiceWiring Wiring { get; }

    /// <summary>Two ready instances of the service that calls, in ordinal order.</summary>
    IReadOnlyList<InstanceId> Callers { get; }

    /// <summary>The service that they call.</summary>
    ServiceName Dependency { get; }

    /// <summary>Three ready instances of that service, in ordinal order.</summary>
    IReadOnlyList<InstanceId> Targets { get; }
}
