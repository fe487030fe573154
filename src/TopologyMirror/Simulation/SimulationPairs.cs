using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation;

/// <summary>Which faults can strike in which phases of a run, and why the others cannot.</summary>
public static class SimulationPairs
{
    /// <summary>Hits from which on a pair counts as covered.</summary>
    public const int CoveredFrom = 100;

    private const string NothingIssued = "the phase only observes: a run issues no effect in it";

    private const string NotOpen = "a closed run is no longer open: nothing can strike in it";

    private static readonly SwitchoverPhase[] OnlyObserve = [SwitchoverPhase.Reserve, SwitchoverPhase.Validate, SwitchoverPhase.CatchUp];

    private static readonly SimulationFault[] AtEffects = [SimulationFault.CrashBeforeEffect, SimulationFault.CrashAfterEffect];

    /// <summary>Every pair, in the order of the catalogue and of the phases.</summary>
    public static IReadOnlyList<(SimulationFault Fault, SwitchoverPhase Phase)> All { get; } =
        [.. Enum.GetValues<SimulationFault>().SelectMany(static f => Enum.GetValues<SwitchoverPhase>().Select(p => (f, p)))];

    /// <summary>The pairs that cannot come about, with the reason of each.</summary>
    public static IReadOnlyDictionary<(SimulationFault Fault, SwitchoverPhase Phase), string> Impossible { get; } = List();

    /// <summary>The pairs that can come about.</summary>
    public static IReadOnlyList<(SimulationFault Fault, SwitchoverPhase Phase)> Possible { get; } = [.. All.Where(static p => !Impossible.ContainsKey(p))];

    /// <summary>How many of the possible pairs were struck often enough.</summary>
    /// <param name="report">What came about.</param>
    public static int Covered(SimulationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Possible.Count(p => report.Hits.GetValueOrDefault(p) >= CoveredFrom);
    }

    private static SortedDictionary<(SimulationFault Fault, SwitchoverPhase Phase), string> List()
    {
        var impossible = new SortedDictionary<(SimulationFault Fault, SwitchoverPhase Phase), string>();
        foreach (SimulationFault fault in Enum.GetValues<SimulationFault>())
        {
            impossible[(fault, SwitchoverPhase.Closed)] = NotOpen;
        }

        foreach (SimulationFault fault in AtEffects)
        {
            foreach (SwitchoverPhase phase in OnlyObserve)
            {
                impossible[(fault, phase)] = NothingIssued;
            }
        }

        return impossible;
    }
}
