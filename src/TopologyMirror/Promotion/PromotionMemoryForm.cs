using System.Collections.Immutable;

namespace TopologyMirror.Promotion;

/// <summary>A <see cref="PromotionMemory"/> as it is written: a member for each of its properties.</summary>
internal sealed record PromotionMemoryForm
{
    public required DateTimeOffset Since { get; init; }

    public DateTimeOffset? ScaleInOffUntil { get; init; }

    public DateTimeOffset? ReleaseSince { get; init; }

    public IReadOnlyList<ServiceMemoryForm> Services { get; init; } = [];

    public static PromotionMemoryForm Of(PromotionMemory memory) => new()
    {
        Since = memory.Since,
        ScaleInOffUntil = memory.ScaleInOffUntil,
        ReleaseSince = memory.ReleaseSince,
        Services = [.. memory.Services.Select(s => ServiceMemoryForm.Of(s.Key, s.Value))],
    };

    public PromotionMemory Read() => new()
    {
        Since = Since,
        ScaleInOffUntil = ScaleInOffUntil,
        ReleaseSince = ReleaseSince,
        Services = Services.ToImmutableSortedDictionary(static s => s.Service, static s => s.Read()),
    };
}
