namespace TopologyMirror.Pipeline;

/// <summary>A launch of the last hour.</summary>
internal readonly record struct CheckpointLaunch(DateTimeOffset At, int Count);
