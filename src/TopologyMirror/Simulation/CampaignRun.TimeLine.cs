using System.Globalization;
using TopologyMirror.Durability;

namespace TopologyMirror.Simulation;

/// <summary>How it came to it.</summary>
internal sealed partial class CampaignRun
{
    /// <summary>The last records and events, in the order of time.</summary>
    public IReadOnlyList<string> TimeLine(int length)
    {
        IEnumerable<(DateTimeOffset Time, string Text)> records = World.Store.Read(_cluster.Name, 0).TakeLast(length).Select(Line);
        IEnumerable<(DateTimeOffset Time, string Text)> events = World.Log.Events.TakeLast(length).Select(static e => (e.Time, $"{e.Component}: {e.Text}"));
        return
        [
            .. records.Concat(events).OrderBy(static l => l.Time).TakeLast(length)
                .Select(l => string.Create(CultureInfo.InvariantCulture, $"{(l.Time - World.Start).TotalSeconds,10:0.000} s  {l.Text}")),
        ];
    }

    private static (DateTimeOffset Time, string Text) Line(JournalRecord record) =>
        (record.Time, string.Create(CultureInfo.InvariantCulture, $"journal {record.Sequence}: epoch {record.Epoch} {record.Kind} run {record.Run} step {record.Step} {record.Payload}"));
}
