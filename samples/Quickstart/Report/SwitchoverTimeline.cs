using System.Text.Json;
using TopologyMirror.Durability;
using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Switchover;

namespace TopologyMirror.Quickstart.Report;

/// <summary>The last switchover, as the journal tells it. Immutable.</summary>
/// <param name="Run">The run.</param>
/// <param name="Entries">Its records, oldest first.</param>
internal sealed record SwitchoverTimeline(SwitchoverState Run, IReadOnlyList<TimelineEntry> Entries)
{
    /// <summary>Reads the last run that promoted a shadow, else the last run; null when there was none.</summary>
    /// <param name="result">The result.</param>
    public static SwitchoverTimeline? Last(ComparisonResult result)
    {
        IReadOnlyList<SwitchoverState> runs = result.Mirror.Runs;
        return Of(result, runs.LastOrDefault(r => r.Plan.Kind == SwitchoverKind.Join) ?? (runs.Count > 0 ? runs[^1] : null));
    }

    /// <summary>Reads the last run that carried a release out, or took it back; null when there was none.</summary>
    /// <param name="result">The result.</param>
    public static SwitchoverTimeline? LastReplace(ComparisonResult result) =>
        Of(result, result.Mirror.Runs.LastOrDefault(r => r.Plan.Kind == SwitchoverKind.Replace));

    /// <summary>The phases that the run went through, in order.</summary>
    public IReadOnlyList<TimelinePhase> Phases()
    {
        DateTimeOffset closed = Entries.LastOrDefault(e => e.Kind == JournalRecordKind.Closed)?.At ?? Entries[^1].At;
        List<TimelinePhase> phases = [];
        (string Name, DateTimeOffset From) open = ("Reserve", Entries[0].At);
        foreach (TimelineEntry entry in Entries.Where(e => e.Phase is not null and not "Closed"))
        {
            phases.Add(new TimelinePhase(open.Name, open.From, entry.At));
            open = (entry.Phase!, entry.At);
        }

        phases.Add(new TimelinePhase(open.Name, open.From, closed));
        return phases;
    }

    private static SwitchoverTimeline? Of(ComparisonResult result, SwitchoverState? run) =>
        run is null ? null : new SwitchoverTimeline(run, [.. result.Journal.Where(r => r.Run == run.Plan.Run).Select(Entry)]);

    private static TimelineEntry Entry(JournalRecord record)
    {
        using JsonDocument document = JsonDocument.Parse(record.Payload.Length > 0 ? record.Payload : "{}");
        JsonElement payload = document.RootElement;
        string? phase = record.Kind == JournalRecordKind.Entered ? Text(payload, "phase") : null;
        string text = record.Kind switch
        {
            JournalRecordKind.Opened => $"{Text(payload, "kind")} opened by {Text(payload, "actor")}: {Text(payload, "reason")}",
            JournalRecordKind.Entered => string.Join(": ", new[] { phase, Text(payload, "reason") }.OfType<string>()),
            JournalRecordKind.Intent => $"{Text(payload, "kind")} on {Text(payload, "port")}{Of(payload)}{(Text(payload, "weight") is { } weight ? $", weight {weight}" : "")}",
            JournalRecordKind.Result => string.Join(": ", new[] { Text(payload, "outcome"), Text(payload, "detail") }.OfType<string>()),
            JournalRecordKind.Closed => string.Join(": ", new[] { Text(payload, "outcome"), Text(payload, "reason") }.OfType<string>()),
            JournalRecordKind.Settled => $"gone, or drained{Of(payload)}",
            JournalRecordKind.Resynced => "the shadow is back in step",
            _ => record.Kind.ToString(),
        };
        return new TimelineEntry(record.Time, record.Kind, phase, text);
    }

    private static string Of(JsonElement payload) =>
        payload.TryGetProperty("instances", out JsonElement instances) && instances.GetArrayLength() > 0
            ? ": " + string.Join(", ", instances.EnumerateArray().Select(i => i.ToString()))
            : "";

    private static string? Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;
}
