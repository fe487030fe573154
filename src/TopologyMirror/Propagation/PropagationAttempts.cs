namespace TopologyMirror.Propagation;

/// <summary>What the journal says of the attempts at one thing on one instance, since the last time that an operator let everything be tried again. Immutable.</summary>
public sealed record PropagationAttempts
{
    /// <summary>What was attempted.</summary>
    public required PropagationActionKind Kind { get; init; }

    /// <summary>The instance.</summary>
    public required InstanceId Instance { get; init; }

    /// <summary>The revision.</summary>
    public required ConfigDigest Digest { get; init; }

    /// <summary>The step's id; null for every kind but <see cref="PropagationActionKind.RunStep"/>.</summary>
    public string? Step { get; init; }

    /// <summary>The texts of the effect keys, oldest first; at least one.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>When the newest was journaled.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>Why the port did not accept the newest; null when it did, or when nothing is known.</summary>
    public string? Failure { get; init; }
}
