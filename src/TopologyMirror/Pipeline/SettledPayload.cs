namespace TopologyMirror.Pipeline;

/// <summary>Retired instances are gone.</summary>
internal sealed record SettledPayload(IReadOnlyList<InstanceId> Instances);
