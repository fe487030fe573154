namespace TopologyMirror.Pipeline;

/// <summary>What a service's shadow holds when it is in step again.</summary>
internal sealed record ResyncedService(ServiceName Service, int Cover, int Candidate = 0);
