using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

public sealed partial class PromotionPolicy
{
    private (ServiceDecision Decision, ServiceMemory Memory) DecideService(
        PromotionInput input, ServiceOutlook outlook, int index, ServiceMemory before, PromotionMemory memory, List<PromotionReason> reasons)
    {
        ServiceCounts counts = input.Counts[index];
        ServiceNeed need = input.Needs[index];
        DateTimeOffset promoted = input.Now + input.LeadTimes.Promote + input.TickInterval;
        DateTimeOffset launched = input.Now + input.LeadTimes.Launch + input.LeadTimes.Promote + input.TickInterval;
        var bounds = ServiceBounds.Of(input.Capacities[index], input.Now, promoted, launched, outlook.Launched);
        ServiceCapacity capacity = bounds.Live;
        if (need.IsStale)
        {
            return (WithoutLoad(input, counts, bounds, reasons), before);
        }

        RecommendationWindow needs = before.Need.Add(input.Now, need.Instances, Longest(DropWindow, Sustained(input)));
        ServiceTargets targets = Targets(input, outlook, need, counts.Live, bounds, before with { Need = needs });
        RecommendationWindow live = before.Live.Add(input.Now, targets.Keep, Longest(_options.ScaleInWindow, _options.ScaleOutWindow));

        // A ceiling that comes down again lets go as slowly as load does.
        RecommendationWindow ceilings = before.Ceilings.Add(input.Now, capacity.Ceiling, _options.ScaleInWindow);
        DateTimeOffset window = input.Now - _options.ScaleInWindow;
        int held = Math.Clamp(live.Highest(window), bounds.Far.Floor, ceilings.Highest(window));
        int surplus = Math.Max(counts.Live - Math.Max(held, targets.Desired), 0);

        // What is on its way is not called back while it is held for live that there is.
        int wanted = Math.Max(targets.Total, Math.Min(counts.Total, held));
        int room = Math.Max(capacity.Ceiling - counts.Live, 0);
        int cover = Math.Max(input.StandingCover, Math.Min(wanted - counts.Live, room));
        int enough = Math.Min(_options.Join == JoinRule.WhenReady ? Math.Max(targets.Desired, wanted) : targets.Desired, capacity.Ceiling);
        int join = Math.Clamp(enough - counts.Live, 0, counts.Cover);

        int scaleIn = ScaleIn(input, counts, memory, surplus, held, reasons);
        int required = Math.Max(capacity.Round(Raw(input, need, outlook)), outlook.Promoted?.Instances ?? 0);
        (ServiceDecision decision, DriftMemory? drift) = RepairDrift(
            input, counts, capacity, before.Drift, required, new ServiceDecision(counts.Service, join, scaleIn, cover, targets.Desired), reasons);
        Explain(input, outlook, counts, need, bounds, targets, decision, reasons);
        return (decision, new ServiceMemory(live, needs, drift) { Ceilings = ceilings });
    }

    /// <summary>Without load nothing is known of need: what there is stays, and nothing is built on a guess. The floor needs no load.</summary>
    private static ServiceDecision WithoutLoad(PromotionInput input, ServiceCounts counts, ServiceBounds bounds, List<PromotionReason> reasons)
    {
        int kept = Math.Max(input.StandingCover, counts.Cover + counts.Arriving);
        int missing = Math.Max(bounds.Live.Floor - counts.Live, 0);
        reasons.Add(WithoutLoad(counts, bounds));
        return new ServiceDecision(
            counts.Service, Math.Min(missing, counts.Cover), 0, Math.Max(kept, bounds.Far.Floor - counts.Live), Math.Max(counts.Live, bounds.Live.Floor));
    }

    // The headroom of the reactive rule is for what it does not see coming; a forecast has its own.
    private static double Raw(PromotionInput input, ServiceNeed need, ServiceOutlook outlook) =>
        need.Real * (1 + (outlook.IsForeseen ? 0 : input.ReactiveHeadroom));

    /// <summary>
    /// With a forecast its plan leads, and observed load joins what is ready at once but launches only when it lasts. Without one the
    /// reactive rule is alone.
    /// </summary>
    private ServiceTargets Targets(
        PromotionInput input, ServiceOutlook outlook, ServiceNeed need, int current, ServiceBounds bounds, ServiceMemory memory)
    {
        ServiceCapacity capacity = bounds.Live;
        var rule = new HpaRule
        {
            Tolerance = outlook.IsForeseen ? 0 : _options.Tolerance, ScaleInWindow = _options.ScaleInWindow, ScaleOutWindow = _options.ScaleOutWindow,
        };
        HpaDecision reactive = rule.Decide(input.Now, Raw(input, need, outlook), current, memory.Live);
        int observed = Math.Clamp(reactive.Desired, capacity.Floor, capacity.Ceiling);
        int desired = Math.Max(observed, outlook.Promoted?.Instances ?? 0);
        if (outlook.Launched is not { } planned)
        {
            int alone = Math.Max(Math.Min(reactive.Recommended, observed), bounds.Far.Floor);
            return new ServiceTargets(reactive.Desired, desired, alone, Math.Max(reactive.Recommended, bounds.Far.Floor));
        }

        int sustained = Math.Clamp(memory.Need.Lowest(input.Now - Sustained(input)), bounds.Far.Floor, Math.Max(capacity.Ceiling, bounds.Far.Floor));
        int predicted = outlook.WorthLaunching ?? Math.Min(planned.Instances, outlook.Likely ?? int.MaxValue);
        int total = Math.Max(Math.Min(predicted, capacity.Ceiling), sustained);
        int worth = Math.Min(outlook.WorthKeeping ?? 0, capacity.Ceiling);
        int keep = Math.Max(outlook.WorthLaunching is null ? Math.Max(planned.Instances, worth) : worth, Math.Max(total, capacity.Round(need.Real)));
        return new ServiceTargets(reactive.Desired, desired, total, keep);
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
            bool jumped = input.JumpedAt + _options.HoldAfterDrop == off;
            PromotionReasonCode cause = jumped ? PromotionReasonCode.LoadJumped : PromotionReasonCode.RecentDrop;
            reasons.Add(new PromotionReason(cause, counts.Service, keep, counts.Live, At: off));
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

    // Ticks come a little early or late: what was seen that long ago counts, whichever it was.
    private TimeSpan Sustained(PromotionInput input) => _options.SustainedFor + (input.TickInterval / 2);

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
