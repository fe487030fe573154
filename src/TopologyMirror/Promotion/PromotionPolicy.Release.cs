using System.Runtime.InteropServices;
using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

public sealed partial class PromotionPolicy
{
    /// <summary>
    /// Sizes the next wave of the release that is due, and says whether it may begin: every service has its candidates, sized to what the
    /// whole bake takes and never below live where that fits, and the old side is enough until the bake has ended, since it is the way back.
    /// Where it is not, cover is built and joins: load that comes and goes faster than a launch would keep a release waiting for ever.
    /// </summary>
    private static bool ReleaseIsReady(PromotionInput input, List<ServiceDecision> services, List<PromotionReason> reasons)
    {
        if (input.ReleaseBake is not { } bake)
        {
            return false;
        }

        bool ready = true;
        bool any = false;
        int? room = input.Room;
        bool backward = input.Release is { IsBackward: true };
        DateTimeOffset end = input.Now + input.LeadTimes.Promote + bake + input.TickInterval;
        Span<ServiceDecision> decisions = CollectionsMarshal.AsSpan(services);
        for (int i = 0; i < decisions.Length; i++)
        {
            ServiceCounts counts = input.Counts[i];
            CapacityRequirement? needed = input.Plan.Required(counts.Service, input.Now, end);
            int size = Math.Clamp(Math.Max(counts.Live, needed?.Instances ?? 0), input.Capacities[i].Floor, input.Capacities[i].Ceiling);
            int old = Math.Max(counts.Live - counts.LiveAtRelease, 0);
            if (input.Release is not null && old == 0)
            {
                // This service is done; another one is not.
                continue;
            }

            // What goes back needs no candidates of its own: cover runs the digest.
            (int available, int arriving) = backward ? (counts.Cover, counts.Arriving) : (counts.Candidate, counts.CandidateArriving);
            int wanted = backward ? old : Math.Max(size - counts.LiveAtRelease, old);
            int wave = Math.Min(wanted, i < input.WaveSizes.Count ? input.WaveSizes[i] ?? wanted : wanted);
            wave = room is { } free ? Math.Min(wave, available + arriving + free) : wave;
            room -= Math.Max(wave - available - arriving, 0);

            // While a run is open live changes under our hands: the pool keeps the size that it has. Nor does it shrink before: what is ended
            // when need falls would have to be launched again when it rises, and the release would wait for it.
            int pool = available + arriving;
            int missing = Math.Max((needed?.Instances ?? 0) - counts.Live, 0);
            decisions[i] = decisions[i] with
            {
                Candidate = backward ? 0 : input.RunOpen ? pool : Math.Max(wave, pool),
                Cover = Math.Max(decisions[i].Cover, backward ? input.RunOpen ? pool : wave : missing),
                Wave = wave,
                Leaving = Math.Min(old, wave),
            };
            any |= wave > 0;
            ready &= WaveIsReady(input, counts, needed, (wanted, wave, available, room), reasons);
            if (reasons[^1] is { Code: PromotionReasonCode.LiveTooSmallForBake } reason && reason.Service == counts.Service)
            {
                decisions[i] = decisions[i] with { Join = Math.Max(decisions[i].Join, Math.Min(missing, counts.Cover)) };
            }
        }

        if (ready && any && input.IsHeld)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.ReleaseHeld, input.Counts[0].Service, services[0].Candidate, input.Counts[0].Candidate));
        }

        return ready && any && !input.IsHeld;
    }

    private static bool WaveIsReady(
        PromotionInput input,
        ServiceCounts counts,
        CapacityRequirement? needed,
        (int Wanted, int Wave, int Available, int? Room) size,
        List<PromotionReason> reasons)
    {
        if (size.Wave == 0 && size.Wanted > 0)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.NoRoomForRelease, counts.Service, size.Wanted, size.Room ?? 0));
            return false;
        }

        if (size.Available < size.Wave)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.CandidatesArriving, counts.Service, size.Wave, size.Available));
            return false;
        }

        // A release that mends what serves is not kept waiting to protect what is broken; one that is under way leaves live as large as it is.
        if (needed is { } n && n.Instances > counts.Live && !input.LiveIsUnhealthy && input.Release is not { IsBackward: true })
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.LiveTooSmallForBake, counts.Service, n.Real, counts.Live, n.Binding, n.At));
            return false;
        }

        reasons.Add(new PromotionReason(PromotionReasonCode.ReleaseReady, counts.Service, size.Wave, size.Available));
        return true;
    }
}
