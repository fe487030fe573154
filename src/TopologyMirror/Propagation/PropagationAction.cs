namespace TopologyMirror.Propagation;

/// <summary>One thing to do to one instance. Immutable.</summary>
/// <param name="Kind">What.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Bundle">The revision.</param>
/// <param name="Attempt">The attempt at it, from 1.</param>
/// <param name="Reason">Why, in a few words.</param>
public sealed record PropagationAction(PropagationActionKind Kind, InstanceId Instance, ConfigurationBundle Bundle, int Attempt, string Reason)
{
    /// <summary>The step to execute; null for every other kind.</summary>
    public ExecutionStep? Step { get; init; }

    /// <summary>The blobs that the instance lacks, in ordinal order; empty for every kind but a delivery.</summary>
    public IReadOnlyList<BlobDigest> Missing { get; init; } = [];
}
