namespace TopologyMirror.Data;

/// <summary>The background work of one instance, as the data plane has it. Immutable.</summary>
public sealed record InstanceWork
{
    /// <summary>The instance.</summary>
    public required InstanceId Instance { get; init; }

    /// <summary>Its service.</summary>
    public required ServiceName Service { get; init; }

    /// <summary>True when it may take up new work, or runs at all where the service is kept unstarted.</summary>
    public required bool IsActive { get; init; }

    /// <summary>What was accepted and is not yet in force: true to become active, false to stop; null when nothing is.</summary>
    public bool? PendingActive { get; init; }

    /// <summary>Pieces of work that it has begun and not ended. Default: 0.</summary>
    public int InFlight { get; init; }

    /// <summary>
    /// When its work stops by itself, in the data plane, unless the lease is renewed: also when nobody can reach the instance any more. Null
    /// when it holds no lease.
    /// </summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Why its work failed to start or stop; null when it did not.</summary>
    public string? Fault { get; init; }

    /// <summary>True when it works or will: active without having accepted to stop, or about to become active.</summary>
    public bool WillWork => PendingActive ?? IsActive;

    /// <summary>True unless it is certain that nothing of its work goes on or begins.</summary>
    public bool MayWork => IsActive || PendingActive == true || InFlight > 0;
}
