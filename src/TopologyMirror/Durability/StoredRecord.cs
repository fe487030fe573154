namespace TopologyMirror.Durability;

/// <summary>A journal record as a store keeps it, not yet verified. Immutable.</summary>
public sealed record StoredRecord
{
    /// <summary>Position in the cluster's journal.</summary>
    public required long Sequence { get; init; }

    /// <summary>The version of the payload's form.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>When it was written, in ticks of UTC.</summary>
    public required long UtcTicks { get; init; }

    /// <summary>The epoch under which it was written.</summary>
    public required Epoch Epoch { get; init; }

    /// <summary>The name of a <see cref="JournalRecordKind"/>, or of one that a newer version knows.</summary>
    public required string Kind { get; init; }

    /// <summary>The run or fleet change it belongs to.</summary>
    public required RunId Run { get; init; }

    /// <summary>The effect's number within the run.</summary>
    public required int Step { get; init; }

    /// <summary>The attempt at the step.</summary>
    public required int Attempt { get; init; }

    /// <summary>The rest.</summary>
    public required string Payload { get; init; }

    /// <summary>The seal, chained over the record before.</summary>
    public required ReadOnlyMemory<byte> Seal { get; init; }
}
