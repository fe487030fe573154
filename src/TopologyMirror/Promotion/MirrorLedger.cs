using System.Collections.Immutable;

namespace TopologyMirror.Promotion;

/// <summary>What decisions were expected to cost, what they did cost, and what other ways would have cost: the newest entries, and sums per day. Immutable.</summary>
public sealed partial record MirrorLedger
{
    /// <summary>Days that are kept.</summary>
    public const int KeptDays = 35;

    /// <summary>Nothing was decided yet.</summary>
    public static MirrorLedger Empty { get; } = new();

    /// <summary>The newest entries, oldest first.</summary>
    public ImmutableList<LedgerEntry> Entries { get; internal init; } = [];

    /// <summary>The newest days, oldest first, at most <see cref="KeptDays"/>.</summary>
    public ImmutableList<LedgerDay> Days { get; internal init; } = [];

    /// <summary>The currency of all money; null without prices.</summary>
    public string? Currency { get; internal init; }

    /// <summary>Entries that are kept; their days keep the sums of those that are not.</summary>
    internal int KeptEntries { get; init; } = 64;
}
