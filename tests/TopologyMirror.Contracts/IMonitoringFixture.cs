using TopologyMirror.Routing;

namespace TopologyMirror.Contracts;

/// <summary>A monitoring that watches nothing yet.</summary>
public interface IMonitoringFixture : IContractFixture
{
    /// <summary>The implementation.</summary>
    IMonitoringTarget Monitoring { get; }

    /// <summary>Two ready instances, in ordinal order.</summary>
    IReadOnlyList<InstanceId> Instances { get; }
}
