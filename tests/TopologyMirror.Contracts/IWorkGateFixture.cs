using TopologyMirror.Data;

namespace TopologyMirror.Contracts;

/// <summary>A work gate of a service of which nobody works yet.</summary>
public interface IWorkGateFixture : IContractFixture
{
    /// <summary>The implementation.</summary>
    IWorkGate Gate { get; }

    /// <summary>The service.</summary>
    ServiceName Service { get; }

    /// <summary>Two ready instances of the service, in ordinal order.</summary>
    IReadOnlyList<InstanceId> Instances { get; }
}
