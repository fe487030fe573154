namespace TopologyMirror.Routing;

/// <summary>One record of a cluster, as its authoritative servers were observed to give it. Immutable.</summary>
public sealed record NameRecord
{
    /// <summary>Its name, for example <c>shop.example.org</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How long resolvers may hold the answer.</summary>
    public required TimeSpan Ttl { get; init; }

    /// <summary>What it names, in ordinal order, each instance once.</summary>
    public required IReadOnlyList<NameTarget> Targets { get; init; }

    /// <summary>
    /// Earlier answers, newest first, at least as long as a resolver may hold them: a service that cannot tell them from the record keeps
    /// them beside it, so that a new owner knows what the old one knew.
    /// </summary>
    public IReadOnlyList<NameAnswer> Replaced { get; init; } = [];

    /// <summary>When the newest change became authoritative; null when it did not yet, or when nothing was changed.</summary>
    public DateTimeOffset? ChangedAt => Replaced.Count == 0 ? null : Replaced[0].ReplacedAt;
}
