namespace TopologyMirror.Durability;

/// <summary>The durable record of what was intended and what became of it.</summary>
/// <remarks>
/// A record is synced before <see cref="AppendAsync"/> returns. A torn or corrupted record is reported by an exception, never skipped and
/// never replaced by a default. Safe for concurrent use.
/// </remarks>
public interface IOperationJournal
{
    /// <summary>Appends one record.</summary>
    /// <param name="record">The record; its sequence is ignored.</param>
    /// <param name="cancellationToken">Ends the wait; the record may then be there or not.</param>
    /// <returns>The sequence it was given.</returns>
    /// <exception cref="StaleEpochException">A higher epoch has written to this cluster; nothing was appended.</exception>
    ValueTask<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken);

    /// <summary>Reads a cluster's records in order.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="after">Only records with a higher sequence; 0 for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(ClusterName cluster, long after, CancellationToken cancellationToken);
}
