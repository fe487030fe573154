namespace TopologyMirror.Capacity;

/// <summary>How many instances of a service stand where. Immutable.</summary>
/// <param name="Service">The service.</param>
/// <param name="Live">Instances that are live, ready and routed: what serves.</param>
/// <param name="Cover">Shadow instances that are ready at live's digest.</param>
/// <param name="Arriving">Shadow instances on their way: launching, or ready with their digest still unread.</param>
/// <param name="DeadLive">Live instances that have failed.</param>
public readonly record struct ServiceCounts(ServiceName Service, int Live, int Cover, int Arriving, int DeadLive)
{
    /// <summary>Everything that serves or can soon serve.</summary>
    public int Total => Live + Cover + Arriving;
}
