namespace TopologyMirror.Promotion;

/// <summary>What was decided for a cluster, with the reasons. Immutable.</summary>
/// <param name="Kind">The decision.</param>
/// <param name="At">When it was made.</param>
/// <param name="Services">What it means per service, in the services' order.</param>
/// <param name="Reasons">Why, most important first; at least one.</param>
public sealed record PromotionDecision(
    PromotionKind Kind, DateTimeOffset At, IReadOnlyList<ServiceDecision> Services, IReadOnlyList<PromotionReason> Reasons);
