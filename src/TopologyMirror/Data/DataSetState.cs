namespace TopologyMirror.Data;

/// <summary>One data set, as it was observed. Immutable; all lists in ordinal order.</summary>
public sealed record DataSetState
{
    /// <summary>Its name.</summary>
    public required DataSetName Name { get; init; }

    /// <summary>The service whose instances hold its replicas.</summary>
    public required ServiceName Service { get; init; }

    /// <summary>The instances that accept writes now: one, none while the writer changes hands; two are a breach.</summary>
    public required IReadOnlyList<InstanceId> Writers { get; init; }

    /// <summary>The instance that was promoted and does not accept writes yet; null when there is none.</summary>
    public InstanceId? PendingWriter { get; init; }

    /// <summary>The replicas.</summary>
    public required IReadOnlyList<ReplicaState> Replicas { get; init; }

    /// <summary>Position of the last write that was acknowledged to its client.</summary>
    public required long Acknowledged { get; init; }

    /// <summary>Since when writes are parked: held back, neither refused nor acknowledged. Null while they are not.</summary>
    public DateTimeOffset? ParkedSince { get; init; }

    /// <summary>When the data plane lets the parked writes go by itself; null while none are parked.</summary>
    public DateTimeOffset? ParkedUntil { get; init; }

    /// <summary>The instances that can no longer accept a write, whatever they believe.</summary>
    public IReadOnlyList<InstanceId> Fenced { get; init; } = [];

    /// <summary>The instances whose fence was accepted and is not in force yet.</summary>
    public IReadOnlyList<InstanceId> PendingFences { get; init; } = [];

    /// <summary>The former writer that follows the writer of now, so that it could take over again; null while there is no reverse path.</summary>
    public InstanceId? ReverseTo { get; init; }

    /// <summary>The one writer; null when there is none, or more than one.</summary>
    public InstanceId? Writer => Writers.Count == 1 ? Writers[0] : null;

    /// <summary>True when something that was accepted is not in force yet.</summary>
    public bool IsChanging => PendingWriter is not null || PendingFences.Count > 0;

    /// <summary>The replica of an instance; null when it holds none.</summary>
    /// <param name="instance">The instance.</param>
    public ReplicaState? Replica(InstanceId instance) => Replicas.FirstOrDefault(r => r.Instance == instance);

    /// <summary>True when a replica has applied the last acknowledged write.</summary>
    /// <param name="instance">The instance that holds it.</param>
    public bool HoldsAll(InstanceId instance) => Replica(instance) is { } replica && replica.Applied >= Acknowledged;

    /// <summary>True when writes are parked at a moment, and go on being so.</summary>
    /// <param name="now">The moment.</param>
    public bool IsParked(DateTimeOffset now) => ParkedSince is not null && ParkedUntil > now;
}
