using TopologyMirror.Topology;

namespace TopologyMirror.Contracts;

/// <summary>A fleet without instances.</summary>
public interface IFleetFixture : IContractFixture
{
    /// <summary>The implementation.</summary>
    IInstanceFleet Fleet { get; }

    /// <summary>A service of the cluster, whose instances take longer to become ready than a call takes.</summary>
    ServiceName Service { get; }

    /// <summary>A configuration that its instances can run.</summary>
    ConfigDigest Digest { get; }

    /// <summary>Instances that there is room for; at least 4.</summary>
    int Room { get; }
}
