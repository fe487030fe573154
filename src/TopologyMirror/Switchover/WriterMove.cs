namespace TopologyMirror.Switchover;

/// <summary>A data set whose writer a run moves.</summary>
/// <param name="DataSet">The data set.</param>
/// <param name="From">The instance that writes when the run is opened.</param>
/// <param name="To">The instance that is to write; null when no replica is there that could.</param>
/// <param name="IsReversible">True when the old writer can follow the new one.</param>
public readonly record struct WriterMove(DataSetName DataSet, InstanceId From, InstanceId? To, bool IsReversible);
