using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TopologyMirror.Durability;

namespace TopologyMirror.Pipeline;

/// <summary>Writes to the journal and folds what was written, so that memory never knows more than the journal.</summary>
internal sealed class RunJournal(ClusterName cluster, IOperationJournal journal, TimeProvider time)
{
    private bool _isCurrent;
    private volatile RunBook _book = RunBook.Empty;

    /// <summary>False while nobody knows whether the newest record is there.</summary>
    public bool IsCurrent => _isCurrent;

    /// <summary>What is known; operators ask from any thread.</summary>
    public RunBook Book
    {
        get => _book;
        private set => _book = value;
    }

    /// <summary>Reads what another owner, or a write of unknown result, may have added.</summary>
    public async ValueTask RecoverAsync(CancellationToken cancellationToken)
    {
        if (_isCurrent)
        {
            return;
        }

        // Who has read nothing yet begins at the newest checkpoint.
        long from = Book.Sequence > 0 ? Book.Sequence : Math.Max(await journal.FindCheckpointAsync(cluster, cancellationToken).ConfigureAwait(false) - 1, 0);
        IReadOnlyList<JournalRecord> records = await journal.ReadAsync(cluster, from, cancellationToken).ConfigureAwait(false);
        Book = records.Aggregate(Book, Follow);
        _isCurrent = true;
    }

    /// <summary>The cluster knows of runs that the journal has lost: their numbers, and with them the keys of their effects, are not used again.</summary>
    public void SkipTo(RunId run) => Book = run > Book.LastRun ? Book with { LastRun = run } : Book;

    /// <summary>Forget that memory and journal agree: the lease changed hands.</summary>
    public void Invalidate() => _isCurrent = false;

    /// <summary>Removes the records before the newest checkpoint that is older than what is to be kept for history.</summary>
    public async ValueTask CompactAsync(Epoch epoch, DateTimeOffset keptSince, CancellationToken cancellationToken)
    {
        if (Book.Checkpoints.FindLastIndex(c => c.At < keptSince) is var newest and >= 0)
        {
            await journal.CompactAsync(cluster, epoch, Book.Checkpoints[newest].Sequence, cancellationToken).ConfigureAwait(false);
            Book = Book with { Checkpoints = Book.Checkpoints.RemoveRange(0, newest) };
        }
    }

    /// <summary>The record is durable when this returns.</summary>
    public async ValueTask AppendAsync<T>(
        Epoch epoch, JournalRecordKind kind, EffectKey key, T payload, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var record = new JournalRecord
        {
            Cluster = cluster,
            Time = time.GetUtcNow(),
            Epoch = epoch,
            Kind = kind,
            Run = key.Run,
            Step = key.Step,
            Attempt = key.Attempt,
            Payload = JsonSerializer.Serialize(payload, type),
        };

        // Until the store has answered, nobody knows whether the record is there.
        _isCurrent = false;
        long sequence = await journal.AppendAsync(record, cancellationToken).ConfigureAwait(false);
        if (sequence == Book.Sequence + 1)
        {
            Book = Book.Apply(record with { Sequence = sequence });
            _isCurrent = true;
        }
        else
        {
            // What was read before was not all that had been written.
            await RecoverAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static RunBook Follow(RunBook book, JournalRecord record) =>
        record.Sequence <= book.Sequence + 1 || record.Kind == JournalRecordKind.Checkpoint
            ? book.Apply(record)
            : throw new CorruptJournalException(record.Sequence, $"it follows record {book.Sequence}, and records are missing between them");
}
