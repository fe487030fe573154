namespace TopologyMirror.Data;

/// <summary>What <see cref="IDataSynchronizer.QuiesceAsync"/> is asked for.</summary>
/// <param name="Key">Names the effect.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="DataSet">The data set.</param>
/// <param name="Until">When the data plane lets the parked writes go by itself.</param>
public readonly record struct QuiesceArguments(EffectKey Key, Epoch Epoch, DataSetName DataSet, DateTimeOffset Until);
