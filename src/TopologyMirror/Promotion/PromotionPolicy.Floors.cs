using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

public sealed partial class PromotionPolicy
{
    private static PromotionReason Scheduled(ServiceCounts counts, FloorInForce floor) =>
        new(PromotionReasonCode.ScheduledFloor, counts.Service, floor.Floor, counts.Live, At: floor.Since);

    /// <summary>Why live and cover are what they are while no load is known.</summary>
    private static PromotionReason WithoutLoad(ServiceCounts counts, ServiceBounds bounds) =>
        bounds.Near.Floor > counts.Live
            ? bounds.Near.IsScheduled
                ? Scheduled(counts, bounds.Near)
                : new PromotionReason(PromotionReasonCode.BelowFloor, counts.Service, bounds.Near.Floor, counts.Live)
            : bounds.Far.IsScheduled && bounds.Far.Floor > counts.Total
                ? Scheduled(counts, bounds.Far)
                : new PromotionReason(PromotionReasonCode.StaleLoad, counts.Service, 0, counts.Live);

    /// <summary>The scheduled floor that asks for more than there is and than load takes; null when none does.</summary>
    /// <param name="counts">What there is.</param>
    /// <param name="bounds">The floors.</param>
    /// <param name="near">Instances that load takes of live.</param>
    /// <param name="far">Instances that load takes of live and cover.</param>
    private static PromotionReason? Lacking(ServiceCounts counts, ServiceBounds bounds, int near, int far) =>
        bounds.Near.IsScheduled && bounds.Near.Floor > Math.Max(near, counts.Live) ? Scheduled(counts, bounds.Near)
        : bounds.Far.IsScheduled && bounds.Far.Floor > Math.Max(far, counts.Total) ? Scheduled(counts, bounds.Far)
        : null;

    private static PromotionReason? Raised(ServiceCounts counts, ServiceBounds bounds) => bounds.Raising is { } r
        ? new PromotionReason(PromotionReasonCode.CeilingRaised, counts.Service, r.Real, bounds.Live.Ceiling, r.Binding, r.At)
        : bounds.Exceeding is { } e ? new PromotionReason(PromotionReasonCode.CeilingReached, counts.Service, e.Real, bounds.Live.Ceiling, e.Binding, e.At)
        : null;
}
