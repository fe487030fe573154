using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

public sealed partial class PromotionPolicy
{
    private (ServiceDecision Decision, ServiceMemory Memory) DecideService(
        PromotionInput input, int index, ServiceMemory before, PromotionMemory memory, List<PromotionReason> reasons)
    {
        ServiceCounts counts = input.Counts[index];
        ServiceNeed need = input.Needs[index];
        DateTimeOffset promoted = input.Now + input.LeadTimes.Promote + input.TickInterval;
        DateTimeOffset launched = input.Now + input.LeadTimes.Launch + input.LeadTimes.Promote + input.TickInterval;
        CapacityRequirement? between = input.Plan.Required(counts.Service, input.Now, launched);
        var bounds = ServiceBounds.Of(input.Capacities[index], input.Now, promoted, launched, between);
        ServiceCapacity capacity = bounds.Live;
        int kept = Math.Max(input.StandingCover, counts.Cover + counts.Arriving);
        if (need.IsStale)
        {
            // Without load nothing is known of need: what there is stays, and nothing is built on a guess. The floor needs no load.
            int missing = Math.Max(capacity.Floor - counts.Live, 0);
            reasons.Add(WithoutLoad(counts, bounds));
            return (new ServiceDecision(
                counts.Service, Math.Min(missing, counts.Cover), 0, Math.Max(kept, bounds.Far.Floor - counts.Live), Math.Max(counts.Live, capacity.Floor)), before);
        }

        var rule = new HpaRule { Tolerance = _options.Tolerance, ScaleInWindow = _options.ScaleInWindow, ScaleOutWindow = _options.ScaleOutWindow };
        HpaDecision reactive = rule.Decide(input.Now, need.Real * (1 + input.ReactiveHeadroom), counts.Live, before.Live);
        int observed = Math.Clamp(reactive.Desired, capacity.Floor, capacity.Ceiling);

        CapacityRequirement? soon = input.Plan.Required(counts.Service, input.Now, promoted);
        CapacityRequirement? later = input.Plan.Required(counts.Service, input.Now + input.LeadTimes.Launch, launched);

        int desired = Math.Max(observed, soon?.Instances ?? 0);

        // What live and cover are to be together. What has joined counts on; live that is only held by its window asks for no cover.
        int total = Math.Max(Math.Max(Math.Min(reactive.Recommended, observed), bounds.Far.Floor), later?.Instances ?? 0);
        int join = Math.Clamp(desired - counts.Live, 0, counts.Cover);

        int recommended = Math.Max(reactive.Recommended, between?.Instances ?? bounds.Far.Floor);
        RecommendationWindow live = before.Live.Add(input.Now, recommended, Longest(_options.ScaleInWindow, _options.ScaleOutWindow));

        // A ceiling that comes down again lets go as slowly as load does.
        RecommendationWindow ceilings = before.Ceilings.Add(input.Now, capacity.Ceiling, _options.ScaleInWindow);
        DateTimeOffset window = input.Now - _options.ScaleInWindow;
        int keep = Math.Clamp(live.Highest(window), bounds.Far.Floor, ceilings.Highest(window));
        int surplus = Math.Max(counts.Live - Math.Max(keep, desired), 0);

        RecommendationWindow totals = before.Total.Add(input.Now, total, _options.ScaleInWindow);
        int room = Math.Max(capacity.Ceiling - counts.Live, 0);
        int cover = Math.Max(input.StandingCover, Math.Min(totals.Highest(input.Now - _options.ScaleInWindow) - counts.Live, room));

        int scaleIn = ScaleIn(input, counts, memory, surplus, keep, reasons);
        int required = Math.Max(capacity.Round(need.Real * (1 + input.ReactiveHeadroom)), soon?.Instances ?? 0);
        (ServiceDecision decision, DriftMemory? drift) = RepairDrift(
            input, counts, capacity, before.Drift, required, new ServiceDecision(counts.Service, join, scaleIn, cover, desired), reasons);
        int onLoad = Math.Clamp(reactive.Desired, bounds.Ordinary.Floor, capacity.Ceiling);
        Explain(input, counts, need, bounds, onLoad, soon, later, cover, join, scaleIn, desired, reasons);
        var after = new ServiceMemory(live, totals, before.Need.Add(input.Now, need.Instances, DropWindow), drift) { Ceilings = ceilings };
        return (decision, after);
    }

    /// <summary>How many may leave live now: within the change budget, after one full window, and not while load may come back.</summary>
    private int ScaleIn(
        PromotionInput input, ServiceCounts counts, PromotionMemory memory, int surplus, int keep, List<PromotionReason> reasons)
    {
        if (counts.DeadLive > 0)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.FailedInstances, counts.Service, counts.DeadLive, counts.Live));
        }

        if (surplus == 0)
        {
            return 0;
        }

        DateTimeOffset windowEnd = memory.Since + _options.ScaleInWindow;
        if (memory.ScaleInOffUntil is { } off && input.Now < off)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.RecentDrop, counts.Service, keep, counts.Live, At: off));
            return 0;
        }

        if (input.Now < windowEnd)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.StabilisationWindow, counts.Service, keep, counts.Live, At: windowEnd));
            return 0;
        }

        reasons.Add(new PromotionReason(PromotionReasonCode.LowLoad, counts.Service, keep, counts.Live));
        return Math.Min(surplus, Math.Max((int)(counts.Live * _options.ScaleInShare), 1));
    }

    private static void Explain(
        PromotionInput input, ServiceCounts counts, ServiceNeed need, ServiceBounds bounds, int observed, CapacityRequirement? soon, CapacityRequirement? later,
        int cover, int join, int scaleIn, int desired, List<PromotionReason> reasons)
    {
        if (Raised(counts, bounds) is { } raised)
        {
            reasons.Add(raised);
        }

        int before = reasons.Count;
        int near = Math.Max(observed, bounds.ForLoad(soon));
        int far = Math.Max(observed, bounds.ForLoad(later));
        if (observed > counts.Live)
        {
            double raw = need.Real * (1 + input.ReactiveHeadroom);
            reasons.Add(new PromotionReason(PromotionReasonCode.ObservedLoad, counts.Service, raw, counts.Live, need.Binding));
        }

        if (soon is { } s && bounds.ForLoad(s) > counts.Live)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.PredictedWithinPromoteLead, counts.Service, s.Real, counts.Live, s.Binding, s.At));
        }

        if (later is { } l && bounds.ForLoad(l) > counts.Total)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.PredictedAtLaunchLead, counts.Service, l.Real, counts.Total, l.Binding, l.At));
        }

        if (Lacking(counts, bounds, near, far) is { } lacking)
        {
            reasons.Add(lacking);
        }

        if (desired > counts.Live && join == 0)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.NoCoverReady, counts.Service, desired, counts.Live));
        }

        if (reasons.Count == before && cover > counts.Cover + counts.Arriving)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.CoverBelowTarget, counts.Service, cover, counts.Cover + counts.Arriving));
        }

        if (counts.Live == 0)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.NothingLive, counts.Service, desired, 0));
        }

        if (reasons.Count == before && scaleIn == 0)
        {
            reasons.Add(counts.Live <= bounds.Far.Floor && bounds.Far.Floor > Math.Max(near, far)
                ? Scheduled(counts, bounds.Far)
                : new PromotionReason(PromotionReasonCode.Enough, counts.Service, need.Real, counts.Live));
        }
    }

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
