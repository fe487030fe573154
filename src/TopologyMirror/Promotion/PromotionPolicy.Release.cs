using System.Runtime.InteropServices;
using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

public sealed partial class PromotionPolicy
{
    /// <summary>
    /// Sizes the candidates of the release that is due, and says whether it may begin: every service has its candidates, sized to what the
    /// whole bake takes and never below live, and the old side is enough until the bake has ended, since it is the way back.
    /// </summary>
    private static bool ReleaseIsReady(PromotionInput input, List<ServiceDecision> services, List<PromotionReason> reasons)
    {
        if (input.ReleaseBake is not { } bake)
        {
            return false;
        }

        bool ready = true;
        Span<ServiceDecision> decisions = CollectionsMarshal.AsSpan(services);
        for (int i = 0; i < decisions.Length; i++)
        {
            ServiceCounts counts = input.Counts[i];
            DateTimeOffset end = input.Now + input.LeadTimes.Promote + bake + input.TickInterval;
            CapacityRequirement? needed = input.Plan.Required(counts.Service, input.Now, end);
            int size = Math.Clamp(Math.Max(counts.Live, needed?.Instances ?? 0), input.Capacities[i].Floor, input.Capacities[i].Ceiling);

            // While a run is open live changes under our hands: the pool keeps the size that it has.
            int pool = input.RunOpen ? counts.Candidate + counts.CandidateArriving : size;
            decisions[i] = decisions[i] with { Candidate = pool };
            if (counts.Candidate < size)
            {
                ready = false;
                reasons.Add(new PromotionReason(PromotionReasonCode.CandidatesArriving, counts.Service, size, counts.Candidate));
            }
            else if (needed is { } n && n.Instances > counts.Live)
            {
                ready = false;
                reasons.Add(new PromotionReason(PromotionReasonCode.LiveTooSmallForBake, counts.Service, n.Real, counts.Live, n.Binding, n.At));
            }
            else
            {
                reasons.Add(new PromotionReason(PromotionReasonCode.ReleaseReady, counts.Service, size, counts.Candidate));
            }
        }

        if (ready && input.IsHeld)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.ReleaseHeld, input.Counts[0].Service, services[0].Candidate, input.Counts[0].Candidate));
        }

        return ready && !input.IsHeld;
    }
}
