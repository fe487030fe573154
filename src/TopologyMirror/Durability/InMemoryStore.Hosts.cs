namespace TopologyMirror.Durability;

public sealed partial class InMemoryStore
{
    private readonly SortedDictionary<string, DateTimeOffset> _hosts = new(StringComparer.Ordinal);
    private readonly HashSet<ClusterName> _switching = [];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<HostPresence>> BeatAsync(string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        cancellationToken.ThrowIfCancellationRequested();
        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            _hosts[owner] = now + duration;
            foreach (string gone in _hosts.Where(h => h.Value <= now).Select(h => h.Key).ToArray())
            {
                _hosts.Remove(gone);
            }

            ILookup<string, ClusterName> held = _leases.Where(l => l.Value.Expires > now).ToLookup(l => l.Value.Grant.Owner, l => l.Key, StringComparer.Ordinal);
            return ValueTask.FromResult<IReadOnlyList<HostPresence>>([.. _hosts.Keys.Select(h => new HostPresence(h, held[h].Count()))]);
        }
    }

    /// <inheritdoc/>
    public ValueTask LeaveAsync(string owner, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _hosts.Remove(owner);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryBeginSwitchAsync(LeaseGrant grant, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            CheckHolds(grant);
            return ValueTask.FromResult(_switching.Contains(grant.Cluster) || (_switching.Count < limit && _switching.Add(grant.Cluster)));
        }
    }

    /// <inheritdoc/>
    public ValueTask EndSwitchAsync(LeaseGrant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            CheckHolds(grant);
            _switching.Remove(grant.Cluster);
        }

        return ValueTask.CompletedTask;
    }

    private void CheckHolds(LeaseGrant grant)
    {
        if (!Holds(grant, _time.GetUtcNow()))
        {
            throw new StaleEpochException(grant.Cluster, grant.Epoch, _epochs.GetValueOrDefault(grant.Cluster));
        }
    }
}
