using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>Where a committed run put an instance.</summary>
internal readonly record struct CheckpointSide(InstanceId Instance, Side Side);
