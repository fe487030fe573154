namespace TopologyMirror.Topology;

/// <summary>What validation says of a shadow instance. What serves is not asked: it is always <see cref="Passed"/>.</summary>
public enum ValidationStatus
{
    /// <summary>Every check passed, or there is none to make.</summary>
    Passed,

    /// <summary>Checks are still to be made, or tried again: the instance does not count as ready yet.</summary>
    Pending,

    /// <summary>A check refused it for good: the instance does not count and is replaced.</summary>
    Refused,
}
