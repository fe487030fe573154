using System.Collections.Frozen;

namespace TopologyMirror.Durability;

/// <summary>Seals the records that a store is given, and verifies those that it reads: what every durable journal does in the same way. Pure.</summary>
public static class JournalChain
{
    private static readonly FrozenDictionary<string, JournalRecordKind> Kinds =
        Enum.GetValues<JournalRecordKind>().ToFrozenDictionary(k => k.ToString(), StringComparer.Ordinal);

    /// <summary>The record that follows a head, as it is to be kept.</summary>
    /// <param name="head">The head before.</param>
    /// <param name="record">The record; its sequence is ignored.</param>
    /// <exception cref="ArgumentException">The payload holds a NUL, which not every store can keep.</exception>
    public static StoredRecord Follow(JournalHead head, JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(record);
        if (record.Payload.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The payload of a {record.Kind} record of cluster '{record.Cluster}' holds a NUL.", nameof(record));
        }

        JournalRecord numbered = record with { Sequence = head.Sequence + 1 };
        return new StoredRecord
        {
            Sequence = numbered.Sequence,
            FormatVersion = numbered.FormatVersion,
            UtcTicks = numbered.Time.UtcTicks,
            Epoch = numbered.Epoch,
            Kind = numbered.Kind.ToString(),
            Run = numbered.Run,
            Step = numbered.Step,
            Attempt = numbered.Attempt,
            Payload = numbered.Payload,
            Seal = JournalSeal.Of(head.Seal.Span, numbered),
        };
    }

    /// <summary>The head after a record.</summary>
    /// <param name="head">The head before.</param>
    /// <param name="record">The record that follows it.</param>
    public static JournalHead Advance(JournalHead head, StoredRecord record)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(record);
        return head with { Epoch = record.Epoch > head.Epoch ? record.Epoch : head.Epoch, Sequence = record.Sequence, Seal = record.Seal };
    }

    /// <summary>The sequence from which a store has to read for <see cref="Verify"/>: the record that the reader has already, or the last.</summary>
    /// <param name="head">The head.</param>
    /// <param name="after">The reader wants records with a higher sequence.</param>
    public static long Anchor(JournalHead head, long after)
    {
        ArgumentNullException.ThrowIfNull(head);
        return Math.Min(Math.Max(after, 0), head.Sequence);
    }

    /// <summary>Verifies what a store has read.</summary>
    /// <param name="head">The head, of the same moment as the records.</param>
    /// <param name="after">Only records with a higher sequence are wanted.</param>
    /// <param name="stored">Every record from <see cref="Anchor"/> on, that one included, in order of sequence.</param>
    /// <returns>The records that are wanted.</returns>
    /// <exception cref="CorruptJournalException">A record is torn, changed, missing or out of place.</exception>
    /// <exception cref="JournalVersionException">A record was written by a newer version of the library.</exception>
    public static IReadOnlyList<JournalRecord> Verify(JournalHead head, long after, IReadOnlyList<StoredRecord> stored)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(stored);
        long anchor = Anchor(head, after);
        bool lends = anchor > head.RemovedSequence;
        (long sequence, ReadOnlyMemory<byte> seal) = lends ? (anchor - 1, default) : (head.RemovedSequence, head.RemovedSeal);
        var records = new List<JournalRecord>(stored.Count);
        foreach (StoredRecord next in stored)
        {
            Expect(head, sequence + 1, next);

            // The record that the reader has already only lends its seal.
            if (!lends || next.Sequence > anchor)
            {
                records.Add(Read(head, seal.Span, next));
            }

            (sequence, seal) = (next.Sequence, next.Seal);
        }

        if (sequence != head.Sequence)
        {
            throw new CorruptJournalException(sequence + 1, $"it is missing, and the journal of cluster '{head.Cluster}' ends with record {head.Sequence}");
        }

        return seal.Span.SequenceEqual(head.Seal.Span)
            ? records
            : throw new CorruptJournalException(sequence, $"it is not the record with which the journal of cluster '{head.Cluster}' ended");
    }

    private static void Expect(JournalHead head, long sequence, StoredRecord next)
    {
        if (next.Sequence != sequence || sequence > head.Sequence)
        {
            throw next.Sequence > sequence && sequence <= head.Sequence
                ? new CorruptJournalException(sequence, $"it is missing in the journal of cluster '{head.Cluster}', where record {next.Sequence} comes next")
                : new CorruptJournalException(next.Sequence, $"it is out of place in the journal of cluster '{head.Cluster}', which ends with record {head.Sequence}");
        }
    }

    private static JournalRecord Read(JournalHead head, ReadOnlySpan<byte> before, StoredRecord stored)
    {
        if (stored.FormatVersion > JournalFormat.Version)
        {
            throw new JournalVersionException($"Journal record {stored.Sequence} of cluster '{head.Cluster}'", stored.FormatVersion, JournalFormat.Version);
        }

        if (!Kinds.TryGetValue(stored.Kind, out JournalRecordKind kind))
        {
            throw new CorruptJournalException(stored.Sequence, $"cluster '{head.Cluster}' has it as '{stored.Kind}', which is no kind of record that this version knows");
        }

        if (stored.UtcTicks < DateTimeOffset.MinValue.UtcTicks || stored.UtcTicks > DateTimeOffset.MaxValue.UtcTicks)
        {
            throw new CorruptJournalException(stored.Sequence, $"cluster '{head.Cluster}' has it at {stored.UtcTicks} ticks, which is no time");
        }

        var record = new JournalRecord
        {
            Sequence = stored.Sequence,
            Cluster = head.Cluster,
            Time = new DateTimeOffset(stored.UtcTicks, TimeSpan.Zero),
            Epoch = stored.Epoch,
            Kind = kind,
            Run = stored.Run,
            Step = stored.Step,
            Attempt = stored.Attempt,
            FormatVersion = stored.FormatVersion,
            Payload = stored.Payload,
        };
        if (!JournalSeal.Of(before, record).AsSpan().SequenceEqual(stored.Seal.Span))
        {
            throw new CorruptJournalException(stored.Sequence, $"its seal in the journal of cluster '{head.Cluster}' does not fit: it, or the record before it, was changed");
        }

        return record.Sequence == head.RemovedSequence + 1 && record.Sequence > 1 && kind != JournalRecordKind.Checkpoint
            ? throw new CorruptJournalException(record.Sequence, $"the journal of cluster '{head.Cluster}' begins with it, and it is {kind} and no checkpoint")
            : record;
    }
}
