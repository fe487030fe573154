using TopologyMirror.Topology;

namespace TopologyMirror.Propagation;

/// <summary>What validation says of one instance at one moment. Immutable.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Service">Its service.</param>
/// <param name="Digest">The digest that it runs, to which the verdict is bound.</param>
/// <param name="Status">What is said.</param>
/// <param name="Check">The check that decided; null when all passed.</param>
/// <param name="Detail">What is waited for, or the refusal's sentence; null when all passed.</param>
internal sealed record ValidationVerdict(
    InstanceId Instance, ServiceName Service, ConfigDigest Digest, ValidationStatus Status, string? Check = null, string? Detail = null);
