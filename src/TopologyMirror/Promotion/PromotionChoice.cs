using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>A promotion of one service that is weighed. Immutable.</summary>
/// <param name="Capacity">The service.</param>
/// <param name="Live">Instances that serve.</param>
/// <param name="Instances">Instances that the promotion adds; at least 1.</param>
/// <param name="Lead">From the decision to the moment at which they serve.</param>
/// <param name="Prices">What instances and their absence cost.</param>
public sealed record PromotionChoice(ServiceCapacity Capacity, int Live, int Instances, TimeSpan Lead, PromotionPrices Prices);
