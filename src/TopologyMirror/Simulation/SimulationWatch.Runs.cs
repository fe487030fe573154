using TopologyMirror.Durability;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Simulation;

public sealed partial class SimulationWatch
{
    private readonly HashSet<RunId> _held = [];

    /// <summary>Times that an invariant was held against an effect, or against a cluster at rest.</summary>
    public long Checks { get; private set; }

    /// <summary>Runs that were committed.</summary>
    internal long Committed { get; private set; }

    /// <summary>Runs that went back, or that ended before they had touched anything.</summary>
    internal long RolledBack { get; private set; }

    /// <summary>Runs that were held at least once.</summary>
    internal long Held => _held.Count;

    /// <summary>True while nothing new starts by itself, since runs have failed.</summary>
    internal bool IsBackingOff
    {
        get
        {
            Recover();
            return _book.NoRunBefore > _cluster.World.Now;
        }
    }

    /// <summary>Counts how runs end.</summary>
    private void Count(RunBook before, JournalRecord record)
    {
        if (record.Kind == JournalRecordKind.Held && before.Open is { } held)
        {
            _held.Add(held.Plan.Run);
        }

        if (record.Kind != JournalRecordKind.Closed || before.Open is not { } open || _book.Open is not null)
        {
            return;
        }

        if (_book.LastCommitted == open.Plan.Run)
        {
            Committed++;
        }
        else
        {
            RolledBack++;
        }
    }
}
