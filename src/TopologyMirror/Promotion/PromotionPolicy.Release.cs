using System.Runtime.InteropServices;
using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

public sealed partial class PromotionPolicy
{
    /// <summary>
    /// Sizes the candidates of the release that is due, and says whether it may begin: every service has its candidates, sized to what the
    /// whole bake takes and never below live, and the old side is enough until the bake has ended, since it is the way back. Where it is not,
    /// cover is built and joins: load that comes and goes faster than a launch would keep a release waiting for ever.
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

            // While a run is open live changes under our hands: the pool keeps the size that it has. Nor does it shrink before: what is ended
            // when need falls would have to be launched again when it rises, and the release would wait for it.
            int pool = counts.Candidate + counts.CandidateArriving;
            int missing = Math.Max((needed?.Instances ?? 0) - counts.Live, 0);
            decisions[i] = decisions[i] with
            {
                Candidate = input.RunOpen ? pool : Math.Max(size, pool),
                Cover = Math.Max(decisions[i].Cover, missing),
            };
            if (counts.Candidate < size)
            {
                ready = false;
                reasons.Add(new PromotionReason(PromotionReasonCode.CandidatesArriving, counts.Service, size, counts.Candidate));
            }
            else if (needed is { } n && n.Instances > counts.Live)
            {
                ready = false;
                decisions[i] = decisions[i] with { Join = Math.Max(decisions[i].Join, Math.Min(missing, counts.Cover)) };
                reasons.Add(new PromotionReason(PromotionReasonCode.LiveTooSmallForBake, counts.Service, n.Real, counts.Live, n.Binding, n.At));
            }
            else
            {
                reasons.Add(new PromotionReason(PromotionReasonCode.ReleaseReady, counts.Service, size, counts.Candidate));
            }
        }

        return ready;
    }
}
