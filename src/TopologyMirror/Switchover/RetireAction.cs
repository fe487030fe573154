namespace TopologyMirror.Switchover;

/// <summary>What to do with retired instances. Immutable.</summary>
/// <param name="Kind">What.</param>
/// <param name="Router">The router, where routes are concerned; else null.</param>
/// <param name="Instances">The instances, in ordinal order.</param>
public sealed record RetireAction(RetireActionKind Kind, string? Router, IReadOnlyList<InstanceId> Instances);
