namespace TopologyMirror.Pipeline;

/// <summary>An instance that was told to work.</summary>
internal readonly record struct CheckpointWorker(InstanceId Instance, ServiceName Service);
