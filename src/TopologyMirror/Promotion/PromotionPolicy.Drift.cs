using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

public sealed partial class PromotionPolicy
{
    /// <summary>
    /// Replaces live instances that run another configuration than live: ready cover joins beside them, then as many of them leave as were
    /// replaced. Live never goes below what served when the repair began, nor below what load takes. A release that is due takes them out
    /// itself, so that nothing is repaired twice; a hold, an open run and a back-off are waited for.
    /// </summary>
    private static (ServiceDecision Decision, DriftMemory? Drift) RepairDrift(
        PromotionInput input, ServiceCounts counts, ServiceCapacity capacity, DriftMemory? before, int required, ServiceDecision decision, List<PromotionReason> reasons)
    {
        if (counts.DriftedLive == 0)
        {
            return (decision, null);
        }

        int served = Math.Min(counts.Live, Math.Max(before?.Served ?? counts.Live, Math.Max(required, counts.Live - (before?.Asked ?? 0))));
        var drift = new DriftMemory(served, before?.Asked ?? 0);
        int replaced = counts.Live - served;
        int missing = Math.Max(counts.DriftedLive - replaced, 0);
        int room = Math.Max(capacity.Ceiling - counts.Live - decision.Join, 0);
        int joins = Math.Min(Math.Min(missing, counts.Cover - decision.Join), room);
        int leaves = Math.Min(counts.DriftedLive, replaced);
        bool waits = input.IsHeld || input.RunOpen || input.ReleaseBake is not null || BacksOff(input);
        if (waits || joins + leaves + Math.Min(missing, room) == 0)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.DriftWaits, counts.Service, counts.DriftedLive, counts.Cover));
            return (decision, drift);
        }

        reasons.Add(new PromotionReason(PromotionReasonCode.DriftedInstances, counts.Service, counts.DriftedLive, counts.Live));
        return (
            decision with
            {
                Join = decision.Join + joins,
                ScaleIn = Math.Max(decision.ScaleIn, leaves),
                Cover = Math.Max(decision.Cover, Math.Min(missing, room)),
            },
            drift with { Asked = Math.Max(replaced + joins, drift.Asked) });
    }

    private static bool BacksOff(PromotionInput input) => input.NoRunBefore is { } until && input.Now < until;
}
