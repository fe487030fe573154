namespace TopologyMirror.Propagation;

/// <summary>What an instance says of one step: the newest attempt at it. Immutable.</summary>
public sealed record StepReport
{
    /// <summary>The revision that the step belongs to.</summary>
    public required ConfigDigest Revision { get; init; }

    /// <summary>The step's id.</summary>
    public required string Step { get; init; }

    /// <summary>The text of the effect key that began this attempt, which tells it from an earlier one.</summary>
    public required string Key { get; init; }

    /// <summary>How it stands.</summary>
    public required StepState State { get; init; }

    /// <summary>The exit code; null while it runs and when it was ended for its time.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The end of what it printed, redacted of secret values, at most as long as was asked for.</summary>
    public string Output { get; init; } = string.Empty;

    /// <summary>When it began, by the instance's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, by the instance's clock; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
