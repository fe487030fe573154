using TopologyMirror.Durability;

namespace TopologyMirror.Simulation;

/// <summary>What goes wrong with the store of journal, leases and state.</summary>
internal sealed partial class SimulatedTrouble
{
    private bool _lostNewest;

    /// <summary>How long a call to the store waits before it fails; null when the store can be reached.</summary>
    public TimeSpan? IsStoreAway(string call, out string reason)
    {
        Begin(SimulationFault.StoreUnreachable, 10, 90);
        Begin(SimulationFault.StoreDown, 10, 90);
        reason = string.Empty;
        if (Lasts(SimulationFault.StoreUnreachable))
        {
            Hit(SimulationFault.StoreUnreachable);
            reason = $"The store of cluster '{cluster.Name}' cannot be reached: {call} failed.";
            return TimeSpan.FromMilliseconds(10);
        }

        if (Lasts(SimulationFault.StoreDown))
        {
            Hit(SimulationFault.StoreDown);
            reason = $"The store of cluster '{cluster.Name}' did not answer {call} within 15 seconds.";
            return TimeSpan.FromSeconds(15);
        }

        return null;
    }

    /// <summary>Refuses to write while there is no room.</summary>
    public void RefuseWrite()
    {
        Begin(SimulationFault.DiskFull, 10, 90);
        if (Lasts(SimulationFault.DiskFull))
        {
            Hit(SimulationFault.DiskFull);
            throw new SimulationException($"The store of cluster '{cluster.Name}' cannot write: the disk is full.");
        }
    }

    /// <summary>
    /// True for a record that is acknowledged and lost. Never one that opens or closes a run, on which the ground truth itself rests, and never
    /// two in a row.
    /// </summary>
    public bool Loses(JournalRecord record)
    {
        _lostNewest = !_lostNewest && record.Kind is JournalRecordKind.Intent or JournalRecordKind.Result && Hits(SimulationFault.LostRecord);
        return _lostNewest;
    }

    /// <summary>What is read of the journal.</summary>
    public IReadOnlyList<JournalRecord> Read(IReadOnlyList<JournalRecord> records)
    {
        if (records.Count == 0)
        {
            return records;
        }

        if (Hits(SimulationFault.TornRecord))
        {
            throw new CorruptJournalException(records[^1].Sequence, "its checksum does not match its content.");
        }

        return Hits(SimulationFault.StaleJournalRead)
            ? [.. records.Take(records.Count - 1 - Below(SimulationFault.StaleJournalRead, Math.Min(records.Count, 4)))]
            : records;
    }
}
