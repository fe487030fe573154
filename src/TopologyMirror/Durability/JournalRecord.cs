namespace TopologyMirror.Durability;

/// <summary>One durable fact about a cluster. Immutable; payloads are opaque to the journal.</summary>
public sealed record JournalRecord
{
    /// <summary>Position in the cluster's journal, from 1; given by the journal on append.</summary>
    public long Sequence { get; init; }

    /// <summary>The cluster.</summary>
    public required ClusterName Cluster { get; init; }

    /// <summary>When it was written, by the writer's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The epoch under which it was written.</summary>
    public required Epoch Epoch { get; init; }

    /// <summary>What it says.</summary>
    public required JournalRecordKind Kind { get; init; }

    /// <summary>The run or fleet change it belongs to.</summary>
    public RunId Run { get; init; }

    /// <summary>The effect's number within the run; 0 where the record is not about an effect.</summary>
    public int Step { get; init; }

    /// <summary>The attempt at the step; 0 where the record is not about an effect.</summary>
    public int Attempt { get; init; }

    /// <summary>The version of the payload's form. Default: <see cref="JournalFormat.Version"/>.</summary>
    public int FormatVersion { get; init; } = JournalFormat.Version;

    /// <summary>The rest, as text whose form its writer knows.</summary>
    public string Payload { get; init; } = string.Empty;
}
