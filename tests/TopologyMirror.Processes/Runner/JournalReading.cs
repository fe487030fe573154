using System.Text.Json;
using TopologyMirror.Durability;

namespace TopologyMirror.Processes.Runner;

/// <summary>What the journal of a cluster says, read piece by piece while its writers are dead or at work.</summary>
internal sealed class JournalReading(ClusterName cluster)
{
    /// <summary>Where the journal stands while no run is open.</summary>
    public const string BetweenRuns = "BetweenRuns";

    private readonly SortedDictionary<long, string> _open = [];
    private long _sequence;
    private bool _effectInFlight;

    /// <summary>Runs that were opened, by kind.</summary>
    public SortedDictionary<string, int> Opened { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs that were closed, by outcome.</summary>
    public SortedDictionary<string, int> Closed { get; } = new(StringComparer.Ordinal);

    /// <summary>Most runs that were open at the same time.</summary>
    public int MostOpen { get; private set; }

    /// <summary>Runs that are open.</summary>
    public IReadOnlyCollection<long> Open => _open.Keys;

    /// <summary>The phase of the run that is open, or <see cref="BetweenRuns"/>.</summary>
    public string Phase => _open.Count == 0 ? BetweenRuns : _open.Values.Last();

    /// <summary>True when the newest word about an effect is that it was about to be issued.</summary>
    public bool IsEffectInFlight => _effectInFlight;

    /// <summary>Reads on from where it was. Each read verifies what it reads.</summary>
    /// <exception cref="CorruptJournalException">What is there is not what was written.</exception>
    public async Task ReadOnAsync(IOperationJournal journal, CancellationToken cancellationToken)
    {
        foreach (JournalRecord record in await journal.ReadAsync(cluster, _sequence, cancellationToken))
        {
            _sequence = record.Sequence;
            Apply(record);
        }
    }

    private void Apply(JournalRecord record)
    {
        switch (record.Kind)
        {
            case JournalRecordKind.Opened:
                Count(Opened, Text(record, "kind"));
                _open[record.Run.Value] = "Reserve";
                MostOpen = Math.Max(MostOpen, _open.Count);
                break;
            case JournalRecordKind.Entered when _open.ContainsKey(record.Run.Value):
                _open[record.Run.Value] = Text(record, "phase");
                break;
            case JournalRecordKind.Closed when _open.Remove(record.Run.Value):
                Count(Closed, Text(record, "outcome"));
                break;
            case JournalRecordKind.Intent or JournalRecordKind.Result:
                _effectInFlight = record.Kind == JournalRecordKind.Intent;
                break;
        }
    }

    private static void Count(SortedDictionary<string, int> counts, string what) => counts[what] = counts.GetValueOrDefault(what) + 1;

    private static string Text(JournalRecord record, string member)
    {
        using JsonDocument payload = JsonDocument.Parse(record.Payload);
        return payload.RootElement.GetProperty(member).GetString()!;
    }
}
