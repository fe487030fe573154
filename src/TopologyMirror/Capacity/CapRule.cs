namespace TopologyMirror.Capacity;

/// <summary>
/// Holds the shadow and its launches within <see cref="FleetCaps"/>. What live lacks comes first, its floors before anything else; then the
/// standing cover, candidates, and the cover that a forecast asks for, each in the order of the services. Live itself is never cut. Pure.
/// </summary>
public static class CapRule
{
    /// <summary>What the shadow may have.</summary>
    /// <param name="caps">The caps.</param>
    /// <param name="use">What exists and was spent.</param>
    /// <param name="demands">What is wanted, per service.</param>
    /// <returns>The targets in the same order, none above what is wanted, and the caps that were reached.</returns>
    public static CapVerdict Targets(FleetCaps caps, FleetUse use, IReadOnlyList<ShadowDemand> demands)
    {
        ArgumentNullException.ThrowIfNull(caps);
        ArgumentNullException.ThrowIfNull(use);
        ArgumentNullException.ThrowIfNull(demands);
        CapRoom room = Room(caps, use);
        int[] covers = new int[demands.Count];
        int[] candidates = new int[demands.Count];
        ShareCover(room, demands, covers);
        for (int i = 0; i < demands.Count; i++)
        {
            candidates[i] = room.Take(demands[i].Service, demands[i].Candidate, isForLive: false, demands[i].HasBegun);
        }

        Fill(room, demands, covers, static d => d.Cover, isForLive: false);
        ShadowTarget[] allowed = [.. demands.Select((d, i) => new ShadowTarget(d.Service, covers[i], candidates[i]))];
        return new CapVerdict(allowed, [.. Reached(caps, use, room, demands, allowed), .. Paced(caps, use, demands, allowed)]);
    }

    /// <summary>How many candidates there may be in all beside what live lacks and the standing cover, and what keeps it from being more.</summary>
    /// <param name="caps">The caps.</param>
    /// <param name="use">What exists and was spent.</param>
    /// <param name="demands">What is wanted, per service; their candidates are what a release takes whole.</param>
    /// <returns>The number, null when nothing limits it; and the cap that it stands for, null when all that is wanted may be.</returns>
    public static (int? Room, ReachedCap? Reached) Candidates(FleetCaps caps, FleetUse use, IReadOnlyList<ShadowDemand> demands)
    {
        ArgumentNullException.ThrowIfNull(caps);
        ArgumentNullException.ThrowIfNull(use);
        ArgumentNullException.ThrowIfNull(demands);
        CapRoom room = Room(caps, use);
        ShareCover(room, demands, new int[demands.Count]);
        int wanted = demands.Sum(static d => d.Candidate);
        int first = Math.Max(demands.ToList().FindIndex(static d => d.Candidate > 0), 0);
        int overlap = caps.OverlapInstances ?? int.MaxValue;
        int taken = 0;
        foreach (ShadowDemand demand in demands)
        {
            taken += room.Take(demand.Service, Math.Min(demand.Candidate, Math.Max(overlap - taken, 0)), isForLive: false, demand.HasBegun);
        }

        if (taken >= wanted)
        {
            return (null, null);
        }

        ReachedCap reached = room.Cut.Count == 0 || taken == overlap
            ? new ReachedCap(FleetCap.OverlapInstances, demands[first].Service, wanted, overlap)
            : Reached(caps, use, room, demands, [.. demands.Select(static d => new ShadowTarget(d.Service, d.Lacking))]).First();
        return (taken, reached);
    }

    /// <summary>Which launches may go now, whoever planned them.</summary>
    /// <param name="caps">The caps.</param>
    /// <param name="use">What exists, was launched and was spent.</param>
    /// <param name="wanted">The launches in their order.</param>
    /// <returns>How many instances of each may be launched, in the same order, and the caps that were reached.</returns>
    public static (IReadOnlyList<int> Allowed, IReadOnlyList<ReachedCap> Reached) Launches(FleetCaps caps, FleetUse use, IReadOnlyList<LaunchWish> wanted)
    {
        ArgumentNullException.ThrowIfNull(caps);
        ArgumentNullException.ThrowIfNull(use);
        ArgumentNullException.ThrowIfNull(wanted);
        var room = new CapRoom(caps, use, caps.TotalInstances - use.Total ?? int.MaxValue, caps.ShadowInstances - use.Shadow ?? int.MaxValue, LaunchesLeft(caps, use));
        int[] allowed = new int[wanted.Count];
        for (int i = 0; i < allowed.Length; i++)
        {
            allowed[i] = room.Take(wanted[i].Service, Math.Min(wanted[i].ForLive, wanted[i].Count), isForLive: true, isPaid: true);
        }

        for (int i = 0; i < allowed.Length; i++)
        {
            allowed[i] += room.Take(wanted[i].Service, Math.Max(wanted[i].Count - wanted[i].ForLive, 0), isForLive: false, wanted[i].HasBegun);
        }

        int all = wanted.Sum(static w => w.Count);
        return (allowed, [.. room.Cut.Select(c => c.Key switch
        {
            FleetCap.LaunchesPerHour => new ReachedCap(c.Key, c.Value, all, allowed.Sum(), use.Launches.FreeFrom(use.Now, caps.LaunchesPerHour!.Value)),
            FleetCap.TotalInstances => new ReachedCap(c.Key, c.Value, use.Total + all, caps.TotalInstances!.Value),
            FleetCap.ShadowInstances => new ReachedCap(c.Key, c.Value, use.Shadow + all, caps.ShadowInstances!.Value),
            _ => new ReachedCap(c.Key, c.Value, use.ShadowSpend, use.Shadow + allowed.Sum(), use.MonthEnd),
        })]);
    }

    private static CapRoom Room(FleetCaps caps, FleetUse use) => new(
        caps, use, Math.Max(caps.TotalInstances - (use.Total - use.Shadow) ?? int.MaxValue, 0), caps.ShadowInstances ?? int.MaxValue, int.MaxValue);

    private static int LaunchesLeft(FleetCaps caps, FleetUse use) => caps.LaunchesPerHour - use.Launches.Within(use.Now) ?? int.MaxValue;

    private static void ShareCover(CapRoom room, IReadOnlyList<ShadowDemand> demands, int[] covers)
    {
        Fill(room, demands, covers, static d => Math.Min(d.BelowFloor, d.Cover), isForLive: true);
        Fill(room, demands, covers, static d => Math.Min(d.Lacking, d.Cover), isForLive: true);
        Fill(room, demands, covers, static d => Math.Min(Math.Max(d.Lacking, d.Standing), d.Cover), isForLive: false);
    }

    private static void Fill(CapRoom room, IReadOnlyList<ShadowDemand> demands, int[] covers, Func<ShadowDemand, int> upTo, bool isForLive)
    {
        for (int i = 0; i < covers.Length; i++)
        {
            covers[i] += room.Take(demands[i].Service, Math.Max(upTo(demands[i]) - covers[i], 0), isForLive, isPaid: isForLive);
        }
    }

    private static IEnumerable<ReachedCap> Reached(
        FleetCaps caps, FleetUse use, CapRoom room, IReadOnlyList<ShadowDemand> demands, ShadowTarget[] allowed)
    {
        int wanted = demands.Sum(static d => d.Cover + d.Candidate);
        int stays = allowed.Sum(static t => t.Cover + t.Candidate);
        foreach ((FleetCap cap, ServiceName service) in room.Cut)
        {
            yield return cap switch
            {
                FleetCap.TotalInstances => new ReachedCap(cap, service, wanted + use.Total - use.Shadow, caps.TotalInstances!.Value),
                FleetCap.ShadowBudgetPerMonth => new ReachedCap(cap, service, use.ShadowSpend, stays, use.MonthEnd),
                _ => new ReachedCap(cap, service, wanted, caps.ShadowInstances!.Value),
            };
        }
    }

    /// <summary>The cap on launches takes nothing from a target: it is reached later.</summary>
    private static IEnumerable<ReachedCap> Paced(FleetCaps caps, FleetUse use, IReadOnlyList<ShadowDemand> demands, ShadowTarget[] allowed)
    {
        int[] missing = [.. demands.Select((d, i) => Math.Max(allowed[i].Cover - d.CoverHad, 0) + Math.Max(allowed[i].Candidate - d.CandidateHad, 0))];
        int left = Math.Max(LaunchesLeft(caps, use), 0);
        if (missing.Sum() > left)
        {
            ServiceName service = demands[Array.FindIndex(missing, static m => m > 0)].Service;
            yield return new ReachedCap(
                FleetCap.LaunchesPerHour, service, missing.Sum(), left, left > 0 ? use.Now : use.Launches.FreeFrom(use.Now, caps.LaunchesPerHour!.Value));
        }
    }
}
