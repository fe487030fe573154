using TopologyMirror.Routing;

namespace TopologyMirror.Contracts;

/// <summary>A router in front of one service that serves.</summary>
public interface IRouterFixture : IContractFixture
{
    /// <summary>The implementation.</summary>
    ITrafficRouter Router { get; }

    /// <summary>Two ready instances of the service that get requests, in ordinal order.</summary>
    IReadOnlyList<InstanceId> Routed { get; }

    /// <summary>Two ready instances of the service that get none, in ordinal order.</summary>
    IReadOnlyList<InstanceId> Standby { get; }
}
