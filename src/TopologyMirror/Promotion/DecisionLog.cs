using System.Collections.Immutable;

namespace TopologyMirror.Promotion;

/// <summary>The newest decisions, and of them all but Holds that repeat the one before. Immutable.</summary>
internal sealed record DecisionLog
{
    /// <summary>Nothing was decided yet.</summary>
    public static DecisionLog Empty { get; } = new();

    /// <summary>The newest decision of all; null before the first.</summary>
    public DecisionRecord? Newest { get; private init; }

    /// <summary>The kept decisions, oldest first.</summary>
    public ImmutableList<DecisionRecord> Kept { get; private init; } = [];

    /// <summary>Takes a decision.</summary>
    /// <param name="record">The decision.</param>
    /// <param name="most">Decisions to keep.</param>
    /// <param name="isNew">False when it repeats a Hold.</param>
    public DecisionLog Add(DecisionRecord record, int most, out bool isNew)
    {
        isNew = !record.Repeats(Newest?.Decision);
        ImmutableList<DecisionRecord> kept = isNew ? Kept.Add(record) : Kept;
        return new DecisionLog { Newest = record, Kept = kept.Count > most ? kept.RemoveRange(0, kept.Count - most) : kept };
    }
}
