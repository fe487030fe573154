using System.Globalization;
using System.Text.Json;

namespace TopologyMirror.Simulation.Soak;

/// <summary>A report for programs, and for people.</summary>
internal static class CampaignJson
{
    public static string Of(SimulationReport report, double perSecond) => JsonSerializer.Serialize(new
    {
        switchovers = report.Switchovers,
        events = report.Events,
        faults = report.HitsByFault.ToDictionary(static h => h.Key.ToString(), static h => h.Value),
        pairs = new { covered = SimulationPairs.Covered(report), possible = SimulationPairs.Possible.Count },
        invariantChecks = report.InvariantChecks,
        violations = report.Violations,
        committed = report.Committed,
        rolledBack = report.RolledBack,
        held = report.Held,
        unfinished = report.Unfinished,
        perSecond,
    });

    public static string Text(SimulationReport report, double perSecond) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Switchovers} switchovers ({report.Committed} committed, {report.RolledBack} rolled back, {report.Held} held, {report.Unfinished} unfinished) in {report.Seeds} seeds, {report.Events} events, {report.InvariantChecks} checks, {report.Violations} violations, {SimulationPairs.Covered(report)} of {SimulationPairs.Possible.Count} pairs, {perSecond} per second");
}
