namespace TopologyMirror.Data;

/// <summary>One replica of a data set, as it was observed. Immutable.</summary>
/// <param name="Instance">The instance that holds it; the writer's own copy is a replica as well.</param>
/// <param name="Applied">Position up to which it has applied everything.</param>
/// <param name="Behind">How long it needs to apply what it lacks, as the store estimates it; null when unknown.</param>
public sealed record ReplicaState(InstanceId Instance, long Applied, TimeSpan? Behind = null);
