using System.Collections.Immutable;
using TopologyMirror.Capacity;
using TopologyMirror.Durability;
using TopologyMirror.Routing;

namespace TopologyMirror.Pipeline;

internal sealed partial record RunBook
{
    /// <summary>The checkpoints that are kept, oldest first.</summary>
    public ImmutableList<JournalCheckpoint> Checkpoints { get; init; } = [];

    /// <summary>True while nothing is under way that a checkpoint does not hold: it is written between runs.</summary>
    public bool CanCheckpoint => Open is null && Launching is null;

    /// <summary>All that the records up to here say.</summary>
    public CheckpointPayload ToCheckpoint() => new(LastRun)
    {
        Sides = [.. Sides.Named.Select(i => new CheckpointSide(i, Sides.Find(i)!.Value))],
        Retiring = Retiring,
        Workers = [.. Workers.Select(w => new CheckpointWorker(w.Key, w.Value))],
        LastJoin = LastJoin,
        Established = Established,
        Rejected = Rejected,
        RejectedReason = RejectedReason,
        Attempts = Propagation.Attempts,
        Done = Propagation.Done,
        Lineage = Propagation.Lineage,
        ReleasedAt = Propagation.ReleasedAt,
        NoWayBack = [.. Propagation.NoWayBack.Select(n => new CheckpointClosedWay(n.Key, n.Value))],
        ContractFailure = Propagation.ContractFailure,
        Failures = Failures,
        LastFailureAt = LastFailureAt,
        Pause = Pause,
        Hold = Hold,
        Glass = Glass,
        AwaitingResync = AwaitingResync,
        AwaitingSince = AwaitingSince,
        LeavingServices = [.. LeavingServices],
        Release = Release,
        Retained = Retained,
        Pin = Pin,
        LastUndoing = LastUndoing,
        LastCommitted = LastCommitted,
        Launches = [.. Launches.Entries.Select(l => new CheckpointLaunch(l.Time, l.Count))],
        CommandKeys = CommandKeys,
        Checkpoints = Checkpoints,
    };

    /// <summary>A reader that begins here knows what the records before say; one that has read them knows it already.</summary>
    private RunBook Pass(JournalRecord record)
    {
        RunBook book = this;
        if (Sequence < record.Sequence - 1)
        {
            CheckpointPayload all = JournalPayloads.Read(record.Payload, JournalPayloads.Default.CheckpointPayload, record.Sequence);
            book = Of(all) with { Sequence = record.Sequence };
        }

        return book with { Sequence = record.Sequence, Checkpoints = book.Checkpoints.Add(new JournalCheckpoint(record.Sequence, record.Time)) };
    }

    private static RunBook Of(CheckpointPayload all) => new()
    {
        LastRun = all.LastRun,
        Sides = all.Sides.Aggregate(SideAssignments.None, static (sides, s) => sides.With([s.Instance], s.Side)),
        Retiring = [.. all.Retiring],
        Workers = all.Workers.ToImmutableSortedDictionary(w => w.Instance, w => w.Service),
        LastJoin = all.LastJoin,
        Established = all.Established,
        Rejected = all.Rejected,
        RejectedReason = all.RejectedReason,
        Propagation = PropagationBook.Empty with
        {
            Attempts = [.. all.Attempts],
            Done = [.. all.Done],
            Lineage = [.. all.Lineage],
            ReleasedAt = all.ReleasedAt,
            NoWayBack = all.NoWayBack.ToImmutableSortedDictionary(n => n.Digest, n => n.Since),
            ContractFailure = all.ContractFailure,
        },
        Failures = all.Failures,
        LastFailureAt = all.LastFailureAt,
        Pause = all.Pause,
        Hold = all.Hold,
        Glass = all.Glass,
        AwaitingResync = all.AwaitingResync,
        AwaitingSince = all.AwaitingSince,
        LeavingServices = [.. all.LeavingServices],
        Release = all.Release,
        Retained = all.Retained,
        Pin = all.Pin,
        LastUndoing = all.LastUndoing,
        LastCommitted = all.LastCommitted,
        Launches = all.Launches.Aggregate(LaunchHistory.Empty, static (launches, l) => launches.Add(l.At, l.Count)),
        CommandKeys = [.. all.CommandKeys],
        Checkpoints = [.. all.Checkpoints],
    };
}
