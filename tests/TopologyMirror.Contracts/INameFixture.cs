using TopologyMirror.Routing;

namespace TopologyMirror.Contracts;

/// <summary>A name service with one record of one service that serves.</summary>
public interface INameFixture : IContractFixture
{
    /// <summary>The implementation.</summary>
    INameService Names { get; }

    /// <summary>The record's name.</summary>
    string Record { get; }

    /// <summary>Two instances that the record names with a weight above 0, in ordinal order.</summary>
    IReadOnlyList<InstanceId> Named { get; }

    /// <summary>Two ready instances that it does not name, in ordinal order.</summary>
    IReadOnlyList<InstanceId> Standby { get; }
}
