namespace TopologyMirror.Durability;

/// <summary>The durable record of what was intended and what became of it.</summary>
/// <remarks>
/// A record is synced before <see cref="AppendAsync"/> returns. A torn, changed or missing record is reported by an exception, never skipped
/// and never replaced by a default. Safe for concurrent use.
/// </remarks>
public interface IOperationJournal
{
    /// <summary>Appends one record.</summary>
    /// <param name="record">The record; its sequence is ignored.</param>
    /// <param name="cancellationToken">Ends the wait; the record may then be there or not.</param>
    /// <returns>The sequence it was given.</returns>
    /// <exception cref="StaleEpochException">A higher epoch has written to this cluster, or owns it; nothing was appended.</exception>
    /// <exception cref="BreakGlassException">
    /// The glass of this cluster is broken, and the record opens a run or is the intent of an effect; nothing was appended.
    /// </exception>
    ValueTask<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken);

    /// <summary>Reads a cluster's records in order, as far back as they are kept.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="after">Only records with a higher sequence; 0 for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The records. The first that is kept is record 1 or a <see cref="JournalRecordKind.Checkpoint"/>.</returns>
    /// <exception cref="CorruptJournalException">A record is torn, changed, missing or out of place.</exception>
    /// <exception cref="JournalVersionException">A record was written by a newer version of the library.</exception>
    ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(ClusterName cluster, long after, CancellationToken cancellationToken);

    /// <summary>The sequence of the newest <see cref="JournalRecordKind.Checkpoint"/>, from which a reader may begin; 0 when there is none.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<long> FindCheckpointAsync(ClusterName cluster, CancellationToken cancellationToken);

    /// <summary>Removes what a checkpoint has made superfluous, oldest first, all at once.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="epoch">The owner's epoch.</param>
    /// <param name="checkpoint">The sequence of a checkpoint, which becomes the first record that is kept.</param>
    /// <param name="cancellationToken">Ends the wait; the records may then be there or not.</param>
    /// <returns>How many records were removed.</returns>
    /// <exception cref="ArgumentException">There is no checkpoint of that sequence.</exception>
    /// <exception cref="StaleEpochException">A higher epoch has written to this cluster, or owns it; nothing was removed.</exception>
    ValueTask<int> CompactAsync(ClusterName cluster, Epoch epoch, long checkpoint, CancellationToken cancellationToken);
}
