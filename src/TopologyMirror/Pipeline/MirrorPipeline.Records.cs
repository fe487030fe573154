using TopologyMirror.Promotion;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    private volatile DecisionLog _decisions = DecisionLog.Empty;

    /// <summary>
    /// The newest decisions with everything that they depend on, oldest first, at most <see cref="MirrorPipelineOptions.RecordedDecisions"/>.
    /// A Hold that repeats the one before is not among them. May be read from any thread.
    /// </summary>
    public IReadOnlyList<DecisionRecord> Decisions => _decisions.Kept;

    /// <summary>The newest decision of all; null before the first. May be read from any thread.</summary>
    public DecisionRecord? NewestDecision => _decisions.Newest;

    /// <summary>Explains the newest decision; null before the first. May be called from any thread.</summary>
    public DecisionExplanation? Explain() => _decisions.Newest is { } newest ? Explain(newest) : null;

    /// <summary>Explains a decision of this or of any other time. May be called from any thread.</summary>
    /// <param name="decision">The decision.</param>
    public static DecisionExplanation Explain(DecisionRecord decision) => DecisionExplainer.Explain(decision);

    /// <summary>Keeps what was decided, and on what.</summary>
    private void Record(
        ClusterObservation observation, PromotionInput input, PromotionOutlook outlook, PromotionDecision decision, PromotionMemory memory)
    {
        var record = DecisionRecord.Of(input, outlook, _options.Promotion, decision, memory);
        _decisions = _decisions.Add(record, _options.RecordedDecisions, out bool isNew);
        Account(observation, record, isNew);
    }
}
