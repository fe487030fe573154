namespace TopologyMirror.Promotion;

/// <summary>What a decision gave, as it is written.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Memory">What it passes to the next.</param>
internal sealed record DecisionOutcomeForm(PromotionDecision Decision, PromotionMemoryForm Memory);
