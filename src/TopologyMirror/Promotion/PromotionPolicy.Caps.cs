using System.Runtime.InteropServices;
using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

public sealed partial class PromotionPolicy
{
    /// <summary>Cuts what is asked of the shadow to what caps allow, and says which of them are reached. Live is not cut.</summary>
    private static void HoldWithinCaps(PromotionInput input, List<ServiceDecision> services, List<PromotionReason> reasons)
    {
        if (input.FleetUse is not { } use)
        {
            return;
        }

        CapVerdict verdict = CapRule.Targets(input.Caps, use, [.. services.Select((s, i) => DemandOf(input, i, s, s.Candidate))]);
        Span<ServiceDecision> decisions = CollectionsMarshal.AsSpan(services);
        for (int i = 0; i < decisions.Length; i++)
        {
            decisions[i] = decisions[i] with { Cover = verdict.Allowed[i].Cover, Candidate = verdict.Allowed[i].Candidate };
        }

        reasons.AddRange(verdict.Reached.Select(PromotionReason.Of).Where(r => !reasons.Exists(known => known.Code == r.Code)));
    }

    /// <summary>
    /// The room for the waves of a release, within caps. A way back is taken with cover that is there for live's sake: it is not held up. The
    /// input says no more room than is meant, where caps leave less than the fleet.
    /// </summary>
    private static (int? Free, PromotionInput Input) FreeWithinCaps(
        PromotionInput input, List<ServiceDecision> services, WavePart[] parts, int? free, List<PromotionReason> reasons)
    {
        if (input.FleetUse is not { } use || input.Release is { IsBackward: true })
        {
            return (free, input);
        }

        (int? room, ReachedCap? reached) = CapRule.Candidates(
            input.Caps, use, [.. services.Select((s, i) => DemandOf(input, i, s, Math.Min(parts[i].Wanted, parts[i].Limit)))]);
        if (reached is not { } cap || free <= room)
        {
            return (free, input);
        }

        reasons.Add(PromotionReason.Of(cap));
        return (room, input with { Room = room });
    }

    private static ShadowDemand DemandOf(PromotionInput input, int index, ServiceDecision decision, int candidates)
    {
        ServiceCounts counts = input.Counts[index];
        DateTimeOffset launched = input.Now + input.LeadTimes.Launch + input.LeadTimes.Promote + input.TickInterval;
        int belowFloor = Math.Max(input.Capacities[index].FloorIn(input.Now, launched).Floor - counts.Live, 0);
        int lacking = Math.Max(decision.DesiredLive - counts.Live, input.Release is { IsBackward: true } ? decision.Wave : 0);

        // Where live is broken at its digest, what mends it comes before cover that would be as broken.
        int standing = input.LiveIsUnhealthy ? 0 : input.StandingCover;
        return new ShadowDemand(decision.Service, belowFloor, Math.Max(lacking, belowFloor), standing, decision.Cover, candidates)
        {
            CoverHad = counts.Cover + counts.Arriving,
            CandidateHad = counts.Candidate + counts.CandidateArriving,
            HasBegun = input.Release is not null,
        };
    }
}
