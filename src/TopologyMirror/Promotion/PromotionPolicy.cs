using System.Collections.Immutable;
using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>
/// Decides what a cluster does next: the maximum of the reactive rule (Kubernetes HPA v2) and of the forecast's quantiles at the promote
/// lead (for Join) and at the launch lead (for Grow). Pure; a decision is a function of its input.
/// </summary>
public sealed partial class PromotionPolicy
{
    private static readonly TimeSpan DropWindow = TimeSpan.FromMinutes(5);

    private readonly PromotionOptions _options;

    /// <summary>Creates the policy.</summary>
    /// <param name="options">When live grows and shrinks; read once per decision.</param>
    public PromotionPolicy(PromotionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>Decides.</summary>
    /// <param name="input">What is known.</param>
    /// <returns>The decision, and the memory for the next one.</returns>
    public (PromotionDecision Decision, PromotionMemory Memory) Decide(PromotionInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        PromotionMemory memory = NoteDrop(input, input.Memory);
        var services = new List<ServiceDecision>(input.Counts.Count);
        var reasons = new List<PromotionReason>();
        ImmutableSortedDictionary<ServiceName, ServiceMemory> remembered = memory.Services;
        for (int i = 0; i < input.Counts.Count; i++)
        {
            ServiceMemory before = remembered.GetValueOrDefault(input.Counts[i].Service, ServiceMemory.Empty);
            (ServiceDecision decision, ServiceMemory after) = DecideService(input, i, before, memory, reasons);
            services.Add(decision);
            remembered = remembered.SetItem(decision.Service, after);
        }

        bool release = ReleaseIsReady(input, services, reasons);
        if (input.RunOpen)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.RunOpen, input.Counts[0].Service, 0, input.Counts[0].Live));
        }

        bool backsOff = BacksOff(input);
        if (backsOff)
        {
            reasons.Add(new PromotionReason(PromotionReasonCode.BackingOff, input.Counts[0].Service, 0, input.Counts[0].Live, At: input.NoRunBefore));
        }

        HoldWithinCaps(input, services, reasons);
        return (Combine(input, services, mayRun: !input.RunOpen && !backsOff, release, reasons), memory with { Services = remembered });
    }

    /// <summary>One decision for all services: they are switched together, and nothing leaves while anything is short.</summary>
    private static PromotionDecision Combine(
        PromotionInput input, List<ServiceDecision> services, bool mayRun, bool release, List<PromotionReason> reasons)
    {
        bool join = services.Exists(s => s.Join > 0);
        bool grow = services.Where((s, i) => s.Cover > input.Counts[i].Cover + input.Counts[i].Arriving
            || s.Candidate > input.Counts[i].Candidate + input.Counts[i].CandidateArriving).Any();
        bool isShort = services.Where((s, i) => s.DesiredLive > input.Counts[i].Live).Any();
        bool shrink = !join && ((!isShort && (services.Exists(s => s.ScaleIn > 0) || input.Counts.Any(c => c.IdleLive > 0))) || input.Counts.Any(c => c.DeadLive > 0));
        PromotionKind kind =
            release && mayRun && input.LiveIsUnhealthy ? PromotionKind.Replace
            : join && mayRun ? PromotionKind.Join
            : release && mayRun ? PromotionKind.Replace
            : shrink && mayRun ? PromotionKind.ScaleIn
            : grow ? PromotionKind.Grow
            : PromotionKind.Hold;
        IReadOnlyList<ServiceDecision> allowed = kind switch
        {
            PromotionKind.Join => [.. services.Select(s => s with { ScaleIn = 0 })],
            PromotionKind.ScaleIn => isShort ? [.. services.Select(s => s with { ScaleIn = 0 })] : services,
            _ => [.. services.Select(s => s with { Join = 0, ScaleIn = 0 })],
        };
        return new PromotionDecision(kind, input.Now, allowed, [.. reasons.OrderBy(r => Rank(kind, r.Code))]);
    }

    /// <summary>What explains the decision comes first, whichever service it is about.</summary>
    private static int Rank(PromotionKind kind, PromotionReasonCode code) => (kind, code) switch
    {
        (_, PromotionReasonCode.RunOpen or PromotionReasonCode.BackingOff) => 0,
        (PromotionKind.Hold, PromotionReasonCode.ReleaseHeld) => 1,
        (PromotionKind.Join or PromotionKind.Grow, PromotionReasonCode.ObservedLoad) => 1,
        (PromotionKind.Join, PromotionReasonCode.PredictedWithinPromoteLead or PromotionReasonCode.LiveTooSmallForBake) => 2,
        (PromotionKind.Grow, PromotionReasonCode.PredictedAtLaunchLead or PromotionReasonCode.CoverBelowTarget) => 2,
        (PromotionKind.Join or PromotionKind.Grow, PromotionReasonCode.ScheduledFloor) => 2,
        (PromotionKind.Replace, PromotionReasonCode.ReleaseReady) => 1,
        (PromotionKind.Grow or PromotionKind.Hold, PromotionReasonCode.CandidatesArriving or PromotionReasonCode.NoRoomForRelease) => 2,
        (PromotionKind.Grow or PromotionKind.Hold, PromotionReasonCode.ShadowCapReached or PromotionReasonCode.TotalCapReached
            or PromotionReasonCode.LaunchCapReached or PromotionReasonCode.BudgetReached or PromotionReasonCode.OverlapCapReached) => 3,
        (PromotionKind.ScaleIn, PromotionReasonCode.DriftedInstances) => 1,
        (PromotionKind.ScaleIn, PromotionReasonCode.LowLoad or PromotionReasonCode.FailedInstances) => 2,
        (PromotionKind.Join or PromotionKind.Grow, PromotionReasonCode.DriftedInstances) => 3,
        _ => 4,
    };

    private PromotionMemory NoteDrop(PromotionInput input, PromotionMemory memory)
    {
        foreach (ServiceNeed need in input.Needs)
        {
            ServiceMemory before = memory.Services.GetValueOrDefault(need.Service, ServiceMemory.Empty);
            int highest = before.Need.Highest(input.Now - DropWindow);
            if (need.IsStale || need.Instances * 2 < highest)
            {
                memory = memory with { ScaleInOffUntil = input.Now + _options.HoldAfterDrop };
            }
        }

        return memory;
    }
}
