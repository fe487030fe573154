using TopologyMirror.Durability;

namespace TopologyMirror.Pipeline;

public sealed partial class ClusterOperator
{
    /// <summary>
    /// What the journal tells of the cluster's runs, in order, as far back as it is kept (<see cref="MirrorPipelineOptions.JournalRetention"/>).
    /// Any host can ask, whether it owns the cluster or not.
    /// </summary>
    /// <param name="from">Only runs that were opened then or later.</param>
    /// <param name="to">Only runs that were opened earlier than that.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CorruptJournalException">A record is torn, changed or missing.</exception>
    public async ValueTask<IReadOnlyList<RunHistory>> ReadHistoryAsync(
        DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<JournalRecord> records = await _journal.ReadAsync(Cluster, 0, cancellationToken).ConfigureAwait(false);
        return [.. RunHistory.Of(records.Select(JournalUpgrades.Default.ToNewest))
            .Where(r => (from is null || r.Plan.OpenedAt >= from) && (to is null || r.Plan.OpenedAt < to))];
    }
}
