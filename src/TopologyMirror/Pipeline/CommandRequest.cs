namespace TopologyMirror.Pipeline;

/// <summary>What a command asks for beside its kind.</summary>
internal sealed record CommandRequest(ServiceName? Service = null, int? Count = null);
