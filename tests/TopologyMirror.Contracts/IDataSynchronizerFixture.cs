using TopologyMirror.Data;

namespace TopologyMirror.Contracts;

/// <summary>A data set with a writer and one replica that follows it, under writes.</summary>
public interface IDataSynchronizerFixture : IContractFixture
{
    /// <summary>The implementation.</summary>
    IDataSynchronizer Data { get; }

    /// <summary>The data set.</summary>
    DataSetName DataSet { get; }

    /// <summary>The instance that writes.</summary>
    InstanceId Writer { get; }

    /// <summary>The instance that follows.</summary>
    InstanceId Replica { get; }
}
