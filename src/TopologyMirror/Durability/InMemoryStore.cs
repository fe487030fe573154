namespace TopologyMirror.Durability;

/// <summary>
/// Journal, leases and state in the memory of one process: for tests, simulations and hosts that may forget. All is gone when the
/// process ends, so a restarted host starts from what it observes.
/// </summary>
/// <remarks>Thread-safe. Calls complete at once.</remarks>
public sealed class InMemoryStore : IOperationJournal, ILeaseStore, IStateStore
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Dictionary<ClusterName, List<JournalRecord>> _records = [];
    private readonly Dictionary<ClusterName, (LeaseGrant Grant, DateTimeOffset Expires)> _leases = [];
    private readonly Dictionary<ClusterName, Epoch> _epochs = [];
    private readonly Dictionary<(ClusterName Cluster, string Key), byte[]> _state = [];

    /// <summary>Creates an empty store.</summary>
    /// <param name="time">The clock by which leases expire.</param>
    public InMemoryStore(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
    }

    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            Epoch current = _epochs.GetValueOrDefault(record.Cluster);
            if (record.Epoch < current)
            {
                throw new StaleEpochException(record.Cluster, record.Epoch, current);
            }

            _epochs[record.Cluster] = record.Epoch;
            if (!_records.TryGetValue(record.Cluster, out List<JournalRecord>? records))
            {
                _records[record.Cluster] = records = [];
            }

            long sequence = records.Count + 1;
            records.Add(record with { Sequence = sequence });
            return ValueTask.FromResult(sequence);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(ClusterName cluster, long after, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(cluster, after));
    }

    /// <summary>Reads a cluster's records in order, without waiting.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="after">Only records with a higher sequence; 0 for all.</param>
    public IReadOnlyList<JournalRecord> Read(ClusterName cluster, long after)
    {
        lock (_gate)
        {
            return _records.TryGetValue(cluster, out List<JournalRecord>? records) && after < records.Count
                ? records.GetRange((int)after, records.Count - (int)after)
                : [];
        }
    }

    /// <inheritdoc/>
    public ValueTask<LeaseGrant?> TryAcquireAsync(ClusterName cluster, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        cancellationToken.ThrowIfCancellationRequested();
        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            bool held = _leases.TryGetValue(cluster, out (LeaseGrant Grant, DateTimeOffset Expires) lease) && lease.Expires > now;
            if (held && !string.Equals(lease.Grant.Owner, owner, StringComparison.Ordinal))
            {
                return ValueTask.FromResult<LeaseGrant?>(null);
            }

            // The same owner asking again may be a restarted process of the same name: the epoch grows all the same.
            Epoch epoch = _epochs.GetValueOrDefault(cluster).Next;
            var grant = new LeaseGrant(cluster, owner, epoch, duration);
            _epochs[cluster] = epoch;
            _leases[cluster] = (grant, now + duration);
            return ValueTask.FromResult<LeaseGrant?>(grant);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryRenewAsync(LeaseGrant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        cancellationToken.ThrowIfCancellationRequested();
        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            bool holds = _leases.TryGetValue(grant.Cluster, out (LeaseGrant Grant, DateTimeOffset Expires) lease)
                && lease.Grant.Epoch == grant.Epoch
                && lease.Expires > now;
            if (holds)
            {
                _leases[grant.Cluster] = (lease.Grant, now + grant.Duration);
            }

            return ValueTask.FromResult(holds);
        }
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(LeaseGrant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        lock (_gate)
        {
            if (_leases.TryGetValue(grant.Cluster, out (LeaseGrant Grant, DateTimeOffset Expires) lease) && lease.Grant.Epoch == grant.Epoch)
            {
                _leases.Remove(grant.Cluster);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> TryReadAsync(ClusterName cluster, string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return ValueTask.FromResult(_state.GetValueOrDefault((cluster, key)));
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ClusterName cluster, string key, byte[] value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _state[(cluster, key)] = value;
        }

        return ValueTask.CompletedTask;
    }
}
