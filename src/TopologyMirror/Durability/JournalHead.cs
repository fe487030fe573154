namespace TopologyMirror.Durability;

/// <summary>What a store keeps of a cluster's journal beside its records, so that records that are missing at either end are seen. Immutable.</summary>
public sealed record JournalHead
{
    /// <summary>The cluster.</summary>
    public required ClusterName Cluster { get; init; }

    /// <summary>The highest epoch that has written to the journal, or has owned the cluster.</summary>
    public Epoch Epoch { get; init; }

    /// <summary>The sequence of the last record; 0 when there is none.</summary>
    public long Sequence { get; init; }

    /// <summary>The seal of the last record; <see cref="JournalSeal.First"/> when there is none.</summary>
    public ReadOnlyMemory<byte> Seal { get; init; } = new byte[JournalSeal.Length];

    /// <summary>The sequence of the last record that was removed; 0 when none was.</summary>
    public long RemovedSequence { get; init; }

    /// <summary>The seal of the last record that was removed, which the first one that is kept follows.</summary>
    public ReadOnlyMemory<byte> RemovedSeal { get; init; } = new byte[JournalSeal.Length];
}
