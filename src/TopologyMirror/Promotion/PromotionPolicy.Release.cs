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
    private static bool ReleaseIsReady(PromotionInput input, PromotionOutlook outlook, List<ServiceDecision> services, List<PromotionReason> reasons)
    {
        if (input.ReleaseBake is not { } bake)
        {
            return false;
        }

        if (outlook.ReleaseAt is { } at && at > input.Now)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.WaitsForTrough, input.Counts[0].Service, 0, input.Counts[0].Live, At: at));
            if (at - input.Now > input.LeadTimes.Launch + input.TickInterval)
            {
                // What is there already stays: it would have to be launched again.
                for (int i = 0; i < services.Count; i++)
                {
                    services[i] = services[i] with { Candidate = input.Counts[i].Candidate + input.Counts[i].CandidateArriving };
                }

                return false;
            }
        }

        bool ready = outlook.ReleaseAt is not { } waits || waits <= input.Now;
        bool any = false;
        bool backward = input.Release is { IsBackward: true };
        DateTimeOffset end = input.Now + input.LeadTimes.Promote + bake + input.TickInterval;
        WavePart[] parts = [.. input.Counts.Select((_, i) => PartOf(input, outlook.Services[i], i, end))];
        Span<ServiceDecision> decisions = CollectionsMarshal.AsSpan(services);
        for (int i = 0; i < decisions.Length; i++)
        {
            decisions[i] = decisions[i] with { Cover = Math.Max(decisions[i].Cover, backward || parts[i].IsDone ? 0 : parts[i].Missing) };
        }

        (int? free, input) = FreeWithinCaps(input, services, parts, FreeForWaves(input, services, parts), reasons);
        int[] waves = WaveRoom.Share(parts, free);
        int spare = free is { } all ? Math.Max(all - waves.Sum(), 0) : int.MaxValue;
        for (int i = 0; i < decisions.Length; i++)
        {
            ServiceCounts counts = input.Counts[i];
            WavePart part = parts[i];
            int wave = waves[i];

            // While a run is open live changes under our hands: the pool keeps the size that it has. Nor does it shrink before, while there is
            // room: what is ended when need falls would have to be launched again when it rises, and the release would wait for it.
            int kept = Math.Min(Math.Max(part.Pool - wave, 0), spare);
            spare -= kept;
            decisions[i] = decisions[i] with
            {
                Candidate = backward ? 0 : input.RunOpen ? part.Pool : wave + kept,
                Cover = Math.Max(decisions[i].Cover, !backward || part.IsDone ? 0 : input.RunOpen ? part.Pool : wave),
            };
            if (part.IsDone)
            {
                // Another service is not.
                continue;
            }

            decisions[i] = decisions[i] with { Wave = wave, Leaving = Math.Min(part.Old, wave) };
            any |= wave > 0;
            ready &= WaveIsReady(input, counts, part, wave, reasons);
            if (reasons[^1] is { Code: PromotionReasonCode.LiveTooSmallForBake } reason && reason.Service == counts.Service)
            {
                decisions[i] = decisions[i] with { Join = Math.Max(decisions[i].Join, Math.Min(part.Missing, counts.Cover)) };
            }
        }

        if (ready && any && input.IsHeld)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.ReleaseHeld, input.Counts[0].Service, services[0].Candidate, input.Counts[0].Candidate));
        }

        return ready && any && !input.IsHeld;
    }

    /// <summary>What the next wave is to do for a service.</summary>
    private static WavePart PartOf(PromotionInput input, ServiceOutlook outlook, int i, DateTimeOffset end)
    {
        ServiceCounts counts = input.Counts[i];
        CapacityRequirement? needed = outlook.Bake;
        FloorInForce floor = input.Capacities[i].FloorIn(input.Now, end);
        int takes = Math.Max(needed?.Instances ?? 0, floor.IsScheduled ? floor.Floor : 0);
        CapacityRequirement? sized = outlook.BakeOfRelease ?? needed;
        int size = Math.Clamp(Math.Max(counts.Live, Math.Max(takes, sized?.Instances ?? 0)), floor.Floor, input.Capacities[i].CeilingFor(Math.Max(needed?.Real ?? 0, sized?.Real ?? 0)));
        int old = Math.Max(counts.Live - counts.LiveAtRelease, 0);

        // What goes back needs no candidates of its own: cover runs the digest.
        bool backward = input.Release is { IsBackward: true };
        (int available, int arriving) = backward ? (counts.Cover, counts.Arriving) : (counts.Candidate, counts.CandidateArriving);
        if (input.Release is not null && old == 0)
        {
            // Candidates of the services that are not done are validated against the shadow of those that they call.
            return new WavePart(Wanted: !backward && input.CalledInShadow.Contains(counts.Service) ? 1 : 0, Limit: 1, Old: 0, available, available + arriving, Missing: 0, needed, IsDone: true);
        }

        int wanted = backward ? old : Math.Max(size - counts.LiveAtRelease, old);
        int limit = i < input.WaveSizes.Count ? input.WaveSizes[i] ?? wanted : wanted;
        return new WavePart(wanted, limit, old, available, available + arriving, Math.Max(takes - counts.Live, 0), needed, IsDone: false) { Floor = floor };
    }

    /// <summary>
    /// The room for waves, candidates that are there already included. The standing cover, and what live lacks, come first, unless live is broken
    /// at their digest; cover that only a forecast asks for does not.
    /// </summary>
    private static int? FreeForWaves(PromotionInput input, List<ServiceDecision> services, WavePart[] parts)
    {
        if (input.Room is not { } room)
        {
            return null;
        }

        bool coverFirst = input.Release is not { IsBackward: true } && !input.LiveIsUnhealthy;
        int missing = coverFirst ? services.Select((s, i) => CoverToCome(input, s, input.Counts[i])).Sum() : 0;
        return Math.Max(room + parts.Where(p => p.Wanted > 0 || coverFirst).Sum(p => p.Pool) - missing, 0);
    }

    private static int CoverToCome(PromotionInput input, ServiceDecision service, ServiceCounts counts) =>
        Math.Max(Math.Min(service.Cover, Math.Max(input.StandingCover, service.DesiredLive - counts.Live)) - counts.Cover - counts.Arriving, 0);

    private static bool WaveIsReady(PromotionInput input, ServiceCounts counts, WavePart part, int wave, List<PromotionReason> reasons)
    {
        if (wave == 0 && part.Wanted > 0)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.NoRoomForRelease, counts.Service, part.Wanted, input.Room ?? 0));
            return false;
        }

        if (part.Available < wave)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.CandidatesArriving, counts.Service, wave, part.Available));
            return false;
        }

        // A release that mends what serves is not kept waiting to protect what is broken; one that is under way leaves live as large as it is.
        if (part.Missing > 0 && !input.LiveIsUnhealthy && input.Release is not { IsBackward: true })
        {
            bool byFloor = part.Floor.IsScheduled && !(part.Needed?.Real > part.Floor.Floor);
            reasons.Add(byFloor
                ? new PromotionReason(PromotionReasonCode.LiveTooSmallForBake, counts.Service, part.Floor.Floor, counts.Live, At: part.Floor.Since)
                : new PromotionReason(PromotionReasonCode.LiveTooSmallForBake, counts.Service, part.Needed!.Value.Real, counts.Live, part.Needed.Value.Binding, part.Needed.Value.At));
            return false;
        }

        reasons.Add(new PromotionReason(PromotionReasonCode.ReleaseReady, counts.Service, wave, part.Available));
        return true;
    }
}
