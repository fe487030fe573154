namespace TopologyMirror.Promotion;

/// <summary>
/// One decision in the ledger: what it was expected to cost, and what came of the time until the next one. Entries follow each other without
/// a gap, so that their sums are those of the day. Immutable.
/// </summary>
public sealed record LedgerEntry
{
    /// <summary>Its number; entries are numbered from 1 in the order of time.</summary>
    public required long Number { get; init; }

    /// <summary>When it was decided; or the start of the day, UTC, for a decision that goes on from the day before.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the next entry began; null while it is the newest.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What was decided.</summary>
    public required PromotionKind Kind { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Expected cost of promoting now, later, never, per service; empty where no joint forecast was there to weigh it, and for a decision that goes on.</summary>
    public IReadOnlyList<PromotionCosts> Costs { get; init; } = [];

    /// <summary>Instance-hours paid and missing, over all services.</summary>
    public LedgerAmounts Hours { get; init; }

    /// <summary>The same as money; null without prices.</summary>
    public LedgerAmounts? Money { get; init; }

    /// <summary>Hours, summed over services, of which load never became known: nothing counts as missing in them.</summary>
    public double UnknownHours { get; init; }

    /// <summary>What the same time would have taken in other ways; grows as load becomes known, the clairvoyant one is added when the day is over.</summary>
    public IReadOnlyList<LedgerCounterfactual> Counterfactuals { get; init; } = [];

    /// <summary>True once its time is over and all load of it is known, or known to be missing.</summary>
    public bool IsSettled { get; init; }
}
