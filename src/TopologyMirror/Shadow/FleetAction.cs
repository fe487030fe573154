namespace TopologyMirror.Shadow;

/// <summary>One launch or termination outside a switchover. Immutable.</summary>
/// <param name="Service">The service.</param>
/// <param name="Launch">Instances to launch; 0 for a termination.</param>
/// <param name="Terminate">Instances to end, in ordinal order; empty for a launch.</param>
/// <param name="Reason">Why.</param>
public sealed record FleetAction(ServiceName Service, int Launch, IReadOnlyList<InstanceId> Terminate, FleetActionReason Reason)
{
    /// <summary>The configuration that launched instances shall run; null for a termination.</summary>
    public ConfigDigest? Digest { get; init; }

    /// <summary>The zone that launched instances shall run in; null where the provider chooses.</summary>
    public string? Zone { get; init; }

    /// <summary>The size that launched instances shall have; null where the provider chooses.</summary>
    public string? Size { get; init; }
}
