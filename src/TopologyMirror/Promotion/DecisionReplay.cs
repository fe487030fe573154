namespace TopologyMirror.Promotion;

/// <summary>What a recorded decision gives when it is decided again. Immutable.</summary>
/// <param name="Decision">The decision as it is made now.</param>
/// <param name="Memory">The memory as it is left now.</param>
/// <param name="Differences">
/// What differs from the record, one sentence each, which names the value by its path; empty when nothing does. Says too when the record is
/// not as it was written.
/// </param>
public sealed record DecisionReplay(PromotionDecision Decision, PromotionMemory Memory, IReadOnlyList<string> Differences)
{
    /// <summary>True when the decision and the memory are those of the record, value for value, and the record is as it was written.</summary>
    public bool IsSame => Differences.Count == 0;
}
