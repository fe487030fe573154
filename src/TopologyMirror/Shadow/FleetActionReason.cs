namespace TopologyMirror.Shadow;

/// <summary>Why the fleet is changed.</summary>
public enum FleetActionReason
{
    /// <summary>The shadow has fewer instances than its target.</summary>
    BelowTarget,

    /// <summary>The shadow has more instances than its target.</summary>
    Surplus,

    /// <summary>An instance was not ready in time, or did not take its configuration.</summary>
    GivenUp,

    /// <summary>An instance failed.</summary>
    Failed,

    /// <summary>An instance reports another digest than the desired one.</summary>
    Drifted,

    /// <summary>An instance has another size than live, or takes the place of one that has.</summary>
    Resized,

    /// <summary>Validation refused an instance.</summary>
    Refused,
}
