namespace TopologyMirror.Pipeline;

/// <summary>The declaration of a running cluster was changed.</summary>
/// <param name="Services">The services that are declared from now on.</param>
/// <param name="Leaving">Services that are not declared any more and whose shadow is still to be ended.</param>
internal sealed record ReconfiguredPayload(IReadOnlyList<ServiceName> Services, IReadOnlyList<ServiceName> Leaving);
