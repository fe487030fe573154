namespace TopologyMirror.Simulation;

/// <summary>The truth about one instance's background work.</summary>
internal sealed class SimulatedWorkState(ServiceName service)
{
    public ServiceName Service { get; } = service;

    /// <summary>It may work: it takes up work, or ends what it has begun.</summary>
    public bool IsActive { get; set; }

    /// <summary>It takes up new work.</summary>
    public bool TakesUp { get; set; }

    /// <summary>Its process starts and ends with its work.</summary>
    public bool StartsProcess { get; set; }

    /// <summary>What was accepted last.</summary>
    public bool Accepted { get; set; }

    /// <summary>Of two changes only the later one comes into force.</summary>
    public int Version { get; set; }

    public DateTimeOffset LeaseUntil { get; set; }

    public string? Fault { get; set; }
}
