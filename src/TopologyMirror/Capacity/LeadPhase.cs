namespace TopologyMirror.Capacity;

/// <summary>A part of a lead time, in the order in which they follow each other.</summary>
public enum LeadPhase
{
    /// <summary>From the launch to an instance that is observed ready.</summary>
    Provision,

    /// <summary>From there to the digest that it is to run: configuration is delivered and executed.</summary>
    Execute,

    /// <summary>From there to its validation.</summary>
    Validate,

    /// <summary>From the decision to promote to the end of Arm: what is promoted is observed once more and monitored.</summary>
    Arm,

    /// <summary>Weights are set, router by router.</summary>
    Route,

    /// <summary>The data plane is observed until it does what was set.</summary>
    Verify,

    /// <summary>From there until the promotion is committed, a slow start included.</summary>
    Settle,
}
