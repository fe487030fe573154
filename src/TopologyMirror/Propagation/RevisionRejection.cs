namespace TopologyMirror.Propagation;

/// <summary>Why a revision goes no further. Immutable.</summary>
public sealed record RevisionRejection
{
    /// <summary>The revision.</summary>
    public required ConfigDigest Digest { get; init; }

    /// <summary>The whole reason, in one or two sentences: the instance, the step, its exit code.</summary>
    public required string Reason { get; init; }

    /// <summary>The step that failed; null when it was something else.</summary>
    public string? Step { get; init; }

    /// <summary>Its exit code; null when it was ended for its time, never began, or when it was something else.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The end of its output, redacted by the port.</summary>
    public string? Output { get; init; }

    /// <summary>What was done before, as <c>step on instance</c>, in the bundle's order.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() =>
        Reason
        + (Done.Count == 0 ? " Nothing was executed before." : $" Done before: {string.Join(", ", Done)}.")
        + (string.IsNullOrEmpty(Output) ? string.Empty : $" Its output ended with: {Output.TrimEnd()}");
}
