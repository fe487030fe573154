namespace TopologyMirror.Promotion;

/// <summary>Why a kind of decision was taken, or was not. Immutable.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="IsDecided">True for the one that was taken.</param>
/// <param name="Because">The sentences with their numbers, most important first; at least one.</param>
public sealed record KindExplanation(PromotionKind Kind, bool IsDecided, IReadOnlyList<string> Because);
