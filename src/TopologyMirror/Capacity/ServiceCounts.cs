namespace TopologyMirror.Capacity;

/// <summary>How many instances of a service stand where. Immutable.</summary>
/// <param name="Service">The service.</param>
/// <param name="Live">Instances that are live, ready and routed: what serves.</param>
/// <param name="Cover">Shadow instances that are ready and validated at live's digest.</param>
/// <param name="Arriving">Shadow instances on their way: launching, or ready with their digest still unread or their validation not done.</param>
/// <param name="DeadLive">Live instances that have failed, or that some router has forgotten while they run what nobody asks for.</param>
/// <param name="Candidate">Shadow instances that are ready and validated at a newer desired digest.</param>
/// <param name="CandidateArriving">Shadow instances on their way to a newer desired digest.</param>
/// <param name="DriftedLive">Those of the live that report another digest than live's, without a release or an open run that explains it.</param>
/// <param name="LiveAtRelease">Of live, those at the digest to which an open release brings it.</param>
public readonly record struct ServiceCounts(
    ServiceName Service,
    int Live,
    int Cover,
    int Arriving,
    int DeadLive,
    int Candidate = 0,
    int CandidateArriving = 0,
    int DriftedLive = 0,
    int LiveAtRelease = 0)
{
    /// <summary>Live instances that are ready and that some router has forgotten. They count as cover too, where they run live's digest.</summary>
    public int IdleLive { get; init; }

    /// <summary>Everything that serves or can soon serve at live's digest. A candidate never counts as cover.</summary>
    public int Total => Live + Cover + Arriving;
}
