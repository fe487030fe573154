namespace TopologyMirror.Data;

/// <summary>What <see cref="IDataSynchronizer.ReleaseAsync"/> is asked for.</summary>
/// <param name="Key">Names the effect.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="DataSet">The data set.</param>
public readonly record struct ReleaseArguments(EffectKey Key, Epoch Epoch, DataSetName DataSet);
