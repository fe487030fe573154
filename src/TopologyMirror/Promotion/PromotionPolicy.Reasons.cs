using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

public sealed partial class PromotionPolicy
{
    /// <summary>Why the decision for a service is what it is.</summary>
    private static void Explain(
        PromotionInput input, ServiceOutlook outlook, ServiceCounts counts, ServiceNeed need, ServiceBounds bounds, ServiceTargets targets,
        ServiceDecision decision, List<PromotionReason> reasons)
    {
        if (Raised(counts, bounds) is { } raised)
        {
            reasons.Add(raised);
        }

        int before = reasons.Count;
        int onLoad = Math.Clamp(targets.Reaction, bounds.Ordinary.Floor, bounds.Live.Ceiling);
        int near = Math.Max(onLoad, bounds.ForLoad(outlook.Promoted));
        int far = Math.Max(onLoad, bounds.ForLoad(outlook.Launched));
        if (onLoad > counts.Live)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.ObservedLoad, counts.Service, Raw(input, need, outlook), counts.Live, need.Binding));
        }

        if (outlook.Promoted is { } s && bounds.ForLoad(s) > counts.Live)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.PredictedWithinPromoteLead, counts.Service, s.Real, counts.Live, s.Binding, s.At));
        }

        if (outlook.Launched is { } l && bounds.ForLoad(l) > counts.Total)
        {
            PromotionReasonCode code = targets.Total > counts.Total ? PromotionReasonCode.PredictedAtLaunchLead : PromotionReasonCode.NotLikelyNeeded;
            reasons.Add(new PromotionReason(code, counts.Service, l.Real, counts.Total, l.Binding, l.At));
        }

        if (Lacking(counts, bounds, near, far) is { } lacking)
        {
            reasons.Add(lacking);
        }

        if (targets.Desired > counts.Live && decision.Join == 0)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.NoCoverReady, counts.Service, targets.Desired, counts.Live));
        }

        if (reasons.Count == before && decision.Join > 0)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.CoverReady, counts.Service, counts.Cover, counts.Live));
        }

        if (reasons.Count == before && decision.Cover > counts.Cover + counts.Arriving)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.CoverBelowTarget, counts.Service, decision.Cover, counts.Cover + counts.Arriving));
        }

        if (counts.Live == 0)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.NothingLive, counts.Service, targets.Desired, 0));
        }

        if (reasons.Count == before && decision.ScaleIn == 0)
        {
            reasons.Add(Calm(outlook, counts, need, bounds, near, far));
        }
    }

    private static PromotionReason Calm(ServiceOutlook outlook, ServiceCounts counts, ServiceNeed need, ServiceBounds bounds, int near, int far)
    {
        if (counts.Live <= bounds.Far.Floor && bounds.Far.Floor > Math.Max(near, far))
        {
            return Scheduled(counts, bounds.Far);
        }

        bool onlyWorth = outlook.IsForeseen && counts.Live > Math.Max(far, bounds.Far.Floor) && outlook.WorthKeeping >= counts.Live;
        return new PromotionReason(onlyWorth ? PromotionReasonCode.WorthKeeping : PromotionReasonCode.Enough, counts.Service, need.Real, counts.Live);
    }
}
