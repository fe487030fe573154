namespace TopologyMirror.Propagation;

/// <summary>How one check of one instance stands. Immutable.</summary>
internal sealed record ValidationEntry
{
    public static ValidationEntry Fresh { get; } = new();

    /// <summary>When its deadline began to run; null while it does not.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The check is not made again before.</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>When it last passed; null when it has not.</summary>
    public DateTimeOffset? PassedAt { get; init; }

    /// <summary>Its newest refusal since it last passed; null when there is none.</summary>
    public ValidationFinding? Refusal { get; init; }

    /// <summary>When the refusal became final; null while it may still pass.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>What it waits for without a deadline; null when it does not.</summary>
    public string? Waits { get; init; }

    public bool Holds(ValidationRule rule, DateTimeOffset now) =>
        RefusedAt is null && PassedAt is { } at && (rule.ValidFor is not { } validFor || now < at + validFor);

    /// <summary>A pass is refreshed from half of its time on, so that it does not run out while the check is made again.</summary>
    public bool IsDue(ValidationRule rule, DateTimeOffset now) =>
        RefusedAt is null && now >= NotBefore && (PassedAt is not { } at || now >= at + (rule.ValidFor / 2));
}
