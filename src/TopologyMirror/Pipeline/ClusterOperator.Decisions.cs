using TopologyMirror.Promotion;

namespace TopologyMirror.Pipeline;

public sealed partial class ClusterOperator
{
    /// <summary>
    /// The newest decisions of this host with everything that they depend on, oldest first, at most
    /// <see cref="MirrorPipelineOptions.RecordedDecisions"/>; a Hold that repeats the one before is not among them.
    /// </summary>
    public IReadOnlyList<DecisionRecord> Decisions => DecisionsNow().Kept;

    /// <summary>What the decisions of this host were expected to cost, what they did cost, and what other ways would have cost.</summary>
    public MirrorLedger Ledger => LedgerNow();

    /// <summary>Where the ledger is.</summary>
    internal Func<MirrorLedger> LedgerNow { get; init; } = static () => MirrorLedger.Empty;

    /// <summary>Where the decisions are.</summary>
    internal Func<DecisionLog> DecisionsNow { get; init; } = static () => DecisionLog.Empty;

    /// <summary>Explains the newest decision: why this and not the others, and when the next change is possible. Null before the first.</summary>
    public DecisionExplanation? Explain() => DecisionsNow().Newest is { } newest ? DecisionExplainer.Explain(newest) : null;
}
