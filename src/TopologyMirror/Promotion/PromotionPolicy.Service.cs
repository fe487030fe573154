using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

public sealed partial class PromotionPolicy
{
    private (ServiceDecision Decision, ServiceMemory Memory) DecideService(
        PromotionInput input, int index, ServiceMemory before, PromotionMemory memory, List<PromotionReason> reasons)
    {
        ServiceCounts counts = input.Counts[index];
        ServiceNeed need = input.Needs[index];
        ServiceCapacity capacity = input.Capacities[index];
        int kept = Math.Max(input.StandingCover, counts.Cover + counts.Arriving);
        if (need.IsStale)
        {
            // Without load nothing is known of need: what there is stays, and nothing is built on a guess. The floor needs no load.
            int missing = Math.Max(capacity.Floor - counts.Live, 0);
            reasons.Add(missing > 0
                ? new PromotionReason(PromotionReasonCode.BelowFloor, counts.Service, capacity.Floor, counts.Live)
                : new PromotionReason(PromotionReasonCode.StaleLoad, counts.Service, 0, counts.Live));
            return (new ServiceDecision(
                counts.Service, Math.Min(missing, counts.Cover), 0, Math.Max(kept, missing), Math.Max(counts.Live, capacity.Floor)), before);
        }

        var rule = new HpaRule { Tolerance = _options.Tolerance, ScaleInWindow = _options.ScaleInWindow, ScaleOutWindow = _options.ScaleOutWindow };
        HpaDecision reactive = rule.Decide(input.Now, need.Real * (1 + input.ReactiveHeadroom), counts.Live, before.Live);
        int observed = Math.Clamp(reactive.Desired, capacity.Floor, capacity.Ceiling);

        DateTimeOffset promoted = input.Now + input.LeadTimes.Promote + input.TickInterval;
        DateTimeOffset launched = input.Now + input.LeadTimes.Launch + input.LeadTimes.Promote + input.TickInterval;
        CapacityRequirement? soon = input.Plan.Required(counts.Service, input.Now, promoted);
        CapacityRequirement? later = input.Plan.Required(counts.Service, input.Now + input.LeadTimes.Launch, launched);
        CapacityRequirement? between = input.Plan.Required(counts.Service, input.Now, launched);

        int desired = Math.Max(observed, soon?.Instances ?? 0);

        // What live and cover are to be together. What has joined counts on; live that is only held by its window asks for no cover.
        int total = Math.Max(Math.Max(Math.Min(reactive.Recommended, observed), capacity.Floor), later?.Instances ?? 0);
        int join = Math.Clamp(desired - counts.Live, 0, counts.Cover);

        int recommended = Math.Max(reactive.Recommended, between?.Instances ?? 0);
        RecommendationWindow live = before.Live.Add(input.Now, recommended, Longest(_options.ScaleInWindow, _options.ScaleOutWindow));
        int keep = Math.Clamp(live.Highest(input.Now - _options.ScaleInWindow), capacity.Floor, capacity.Ceiling);
        int surplus = Math.Max(counts.Live - Math.Max(keep, desired), 0);

        RecommendationWindow totals = before.Total.Add(input.Now, total, _options.ScaleInWindow);
        int room = Math.Max(capacity.Ceiling - counts.Live, 0);
        int cover = Math.Max(input.StandingCover, Math.Min(totals.Highest(input.Now - _options.ScaleInWindow) - counts.Live, room));

        int scaleIn = ScaleIn(input, counts, memory, surplus, keep, reasons);
        int required = Math.Max(capacity.Round(need.Real * (1 + input.ReactiveHeadroom)), soon?.Instances ?? 0);
        (ServiceDecision decision, DriftMemory? drift) = RepairDrift(
            input, counts, capacity, before.Drift, required, new ServiceDecision(counts.Service, join, scaleIn, cover, desired), reasons);
        Explain(input, counts, need, observed, soon, later, cover, join, scaleIn, desired, reasons);
        var after = new ServiceMemory(live, totals, before.Need.Add(input.Now, need.Instances, DropWindow), drift);
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
        PromotionInput input, ServiceCounts counts, ServiceNeed need, int observed, CapacityRequirement? soon, CapacityRequirement? later,
        int cover, int join, int scaleIn, int desired, List<PromotionReason> reasons)
    {
        int before = reasons.Count;
        if (observed > counts.Live)
        {
            double raw = need.Real * (1 + input.ReactiveHeadroom);
            reasons.Add(new PromotionReason(PromotionReasonCode.ObservedLoad, counts.Service, raw, counts.Live, need.Binding));
        }

        if (soon is { } s && s.Instances > counts.Live)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.PredictedWithinPromoteLead, counts.Service, s.Real, counts.Live, s.Binding, s.At));
        }

        if (later is { } l && l.Instances > counts.Total)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.PredictedAtLaunchLead, counts.Service, l.Real, counts.Total, l.Binding, l.At));
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
            reasons.Add(new PromotionReason(PromotionReasonCode.Enough, counts.Service, need.Real, counts.Live));
        }
    }

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
