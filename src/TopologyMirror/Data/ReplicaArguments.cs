namespace TopologyMirror.Data;

/// <summary>What <see cref="IDataSynchronizer"/> is asked to do with one replica of a data set.</summary>
/// <param name="Key">Names the effect.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="DataSet">The data set.</param>
/// <param name="Instance">The instance that holds the replica.</param>
public readonly record struct ReplicaArguments(EffectKey Key, Epoch Epoch, DataSetName DataSet, InstanceId Instance);
