namespace TopologyMirror.Routing;

/// <summary>An answer that a record gave before and that resolvers may still hold. Immutable.</summary>
/// <param name="Targets">What it named, in ordinal order.</param>
/// <param name="Ttl">How long a resolver was told to hold it.</param>
/// <param name="ReplacedAt">From when on no authoritative server gave it any more; null while some may.</param>
public sealed record NameAnswer(IReadOnlyList<NameTarget> Targets, TimeSpan Ttl, DateTimeOffset? ReplacedAt);
