using System.Collections.Immutable;

namespace TopologyMirror.Promotion;

/// <summary>
/// What the decision of one tick passes to the next. Soft state: without it a controller first waits one scale-in window before any
/// scale-in. Immutable.
/// </summary>
public sealed record PromotionMemory
{
    /// <summary>When the remembering began.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>No scale-in before this time, since load dropped or jumped; null when it did neither.</summary>
    public DateTimeOffset? ScaleInOffUntil { get; init; }

    /// <summary>Since when a release is due; null when none is.</summary>
    public DateTimeOffset? ReleaseSince { get; init; }

    /// <summary>Per service.</summary>
    public ImmutableSortedDictionary<ServiceName, ServiceMemory> Services { get; init; } = ImmutableSortedDictionary<ServiceName, ServiceMemory>.Empty;

    /// <summary>Nothing remembered yet.</summary>
    /// <param name="now">The moment.</param>
    public static PromotionMemory Start(DateTimeOffset now) => new() { Since = now };
}
