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

        IReadOnlyList<JournalRecord> records = await journal.ReadAsync(cluster, Book.Sequence, cancellationToken).ConfigureAwait(false);
        Book = records.Aggregate(Book, static (book, record) => book.Apply(record));
        _isCurrent = true;
    }

    /// <summary>Forget that memory and journal agree: the lease changed hands.</summary>
    public void Invalidate() => _isCurrent = false;

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
        Book = Book.Apply(record with { Sequence = sequence });
        _isCurrent = true;
    }
}
