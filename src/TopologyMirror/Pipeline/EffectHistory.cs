namespace TopologyMirror.Pipeline;

/// <summary>An effect of a run. Immutable.</summary>
public sealed record EffectHistory
{
    /// <summary>Its number within the run.</summary>
    public required int Step { get; init; }

    /// <summary>The attempt.</summary>
    public required int Attempt { get; init; }

    /// <summary>What was to be done.</summary>
    public required string Kind { get; init; }

    /// <summary>Through which port.</summary>
    public required string Port { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>The instances that it was about.</summary>
    public IReadOnlyList<InstanceId> Instances { get; init; } = [];

    /// <summary>The weight that they were to get; null where it was not about weights.</summary>
    public int? Weight { get; init; }

    /// <summary>When the intent was journaled.</summary>
    public required DateTimeOffset IntendedAt { get; init; }

    /// <summary>When its result was journaled; null when it is not known, and was settled by looking.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>What became of it: <c>Accepted</c>, <c>Refused</c>, <c>Failed</c> or <c>Unknown</c>; null when nobody wrote it down.</summary>
    public string? Outcome { get; init; }

    /// <summary>Why it was not accepted; null where it was.</summary>
    public string? Detail { get; init; }
}
