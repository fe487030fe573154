using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation;

/// <summary>What came of a campaign, or of a part of it. Immutable.</summary>
public sealed record SimulationReport
{
    /// <summary>Nothing was run.</summary>
    public static SimulationReport Empty { get; } = new();

    /// <summary>Seeds that were played.</summary>
    public long Seeds { get; init; }

    /// <summary>Runs that ended.</summary>
    public long Switchovers => Committed + RolledBack;

    /// <summary>What took place in the worlds.</summary>
    public long Events { get; init; }

    /// <summary>Times that an invariant was held against an effect, or against a cluster at rest.</summary>
    public long InvariantChecks { get; init; }

    /// <summary>Effects that broke an invariant on the ground truth, and rests that were none.</summary>
    public long Violations { get; init; }

    /// <summary>Runs that were committed.</summary>
    public long Committed { get; init; }

    /// <summary>Runs that went back, or ended before they had touched anything.</summary>
    public long RolledBack { get; init; }

    /// <summary>Runs that were held at least once.</summary>
    public long Held { get; init; }

    /// <summary>Runs that were left open after their rest.</summary>
    public long Unfinished { get; init; }

    /// <summary>How often a fault changed what came about inside a run, by the phase of the run; a pair without a hit is missing.</summary>
    public IReadOnlyDictionary<(SimulationFault Fault, SwitchoverPhase Phase), long> Hits { get; init; } =
        new SortedDictionary<(SimulationFault Fault, SwitchoverPhase Phase), long>();

    /// <summary>Seeds that failed.</summary>
    public IReadOnlyList<SimulationFailure> Failures { get; init; } = [];

    /// <summary>Hash of all events of the one seed, as 16 hexadecimal digits; null when they were not kept, or of several seeds.</summary>
    public string? Hash { get; init; }

    /// <summary>How often a fault struck inside a run, in the order of the catalogue; one that never did is missing.</summary>
    public IReadOnlyDictionary<SimulationFault, long> HitsByFault =>
        new SortedDictionary<SimulationFault, long>(Hits.GroupBy(static h => h.Key.Fault).ToDictionary(static g => g.Key, static g => g.Sum(static h => h.Value)));

    /// <summary>This and another report in one.</summary>
    /// <param name="other">The other one.</param>
    public SimulationReport Add(SimulationReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var hits = new SortedDictionary<(SimulationFault Fault, SwitchoverPhase Phase), long>();
        foreach (((SimulationFault Fault, SwitchoverPhase Phase) pair, long count) in Hits.Concat(other.Hits))
        {
            hits[pair] = hits.GetValueOrDefault(pair) + count;
        }

        return new SimulationReport
        {
            Seeds = Seeds + other.Seeds,
            Events = Events + other.Events,
            InvariantChecks = InvariantChecks + other.InvariantChecks,
            Violations = Violations + other.Violations,
            Committed = Committed + other.Committed,
            RolledBack = RolledBack + other.RolledBack,
            Held = Held + other.Held,
            Unfinished = Unfinished + other.Unfinished,
            Hits = hits,
            Failures = [.. Failures, .. other.Failures],
        };
    }

    internal static SimulationReport Of(CampaignRun run, bool isHashed)
    {
        SimulationWatch watch = run.Cluster.Watch;
        return new SimulationReport
        {
            Seeds = 1,
            Events = run.World.Log.Count,
            InvariantChecks = watch.Checks,
            Violations = Math.Max(watch.Violations.Count, run.Failures.Count > 0 && !run.IsUnfinished ? 1 : 0),
            Committed = watch.Committed,
            RolledBack = watch.RolledBack,
            Held = watch.Held,
            Unfinished = run.IsUnfinished ? 1 : 0,
            Hits = run.World.Faults.Hits,
            Hash = isHashed ? run.World.Log.Hash : null,
        };
    }
}
