namespace TopologyMirror.Simulation;

/// <summary>The truth about one route: what the control plane accepted, and what the data plane does.</summary>
internal sealed class SimulatedRoute
{
    public int Accepted { get; set; }

    public int InForce { get; set; }

    /// <summary>What was accepted does not come into force before, since a later change overtakes it.</summary>
    public DateTimeOffset? HeldUntil { get; set; }

    /// <summary>What it was until it changed by itself, and until when an observation of that is young enough; null when it never did.</summary>
    public (int Weight, DateTimeOffset Until)? SeenAs { get; set; }

    /// <summary>The router says that what it accepted is in force, while the data plane lags.</summary>
    public bool SaysDone { get; set; }

    /// <summary>Grows with every accepted weight, so that a lagging older one does not win.</summary>
    public int Version { get; set; }

    /// <summary>When requests to it ended; null while it gets some.</summary>
    public DateTimeOffset? DrainedFrom { get; set; }

    /// <summary>When its last connection closes after that.</summary>
    public DateTimeOffset DrainedAt { get; set; }
}
