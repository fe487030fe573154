using TopologyMirror.Internal;

namespace TopologyMirror.Durability;

/// <summary>
/// Keeps the leases of one host in one store: renews each at a third of its duration at the latest, many in one call, so that thousands of
/// clusters cost a few statements a second. Thread-safe.
/// </summary>
/// <remarks>
/// A call renews all leases that are due and those that are due within another sixth of their duration, <see cref="BatchSize"/> at a time;
/// a lease of 10 seconds is so renewed once in 1.7 to 3.3 seconds. A call that fails, or is not answered within a third, costs no lease:
/// each runs on until it would expire, counted from before the call that renewed it last, and is asked for again a third later.
/// </remarks>
public sealed class LeaseKeeper
{
    /// <summary>How many leases one call renews.</summary>
    public const int BatchSize = 1000;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, LeaseHandle> _held = [];
    private readonly ILeaseStore _store;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private ITimer? _timer;
    private TimeSpan _wakesAt;
    private long _newest;

    /// <summary>Creates a keeper without leases.</summary>
    /// <param name="store">Where leases are kept.</param>
    /// <param name="time">The clock for renewals.</param>
    public LeaseKeeper(ILeaseStore store, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(time);
        (_store, _time, _origin) = (store, time, time.GetTimestamp());
    }

    /// <summary>Where leases are kept.</summary>
    internal ILeaseStore Store => _store;

    /// <summary>Monotonic time since the keeper was made.</summary>
    internal TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>Takes the lease of a cluster and keeps it until the handle is disposed or the lease is lost.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="owner">The caller's name, unique per process.</param>
    /// <param name="duration">How long the lease holds without renewal.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The handle, or null while another owner holds the lease.</returns>
    public async ValueTask<LeaseHandle?> TryAcquireAsync(ClusterName cluster, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        TimeSpan asked = Now;
        LeaseGrant? grant = await _store.TryAcquireAsync(cluster, owner, duration, cancellationToken).ConfigureAwait(false);
        if (grant is null)
        {
            return null;
        }

        var handle = new LeaseHandle(this, grant, asked);
        Add(handle);
        return handle;
    }

    /// <summary>Renews a lease no more.</summary>
    internal void Remove(LeaseHandle handle)
    {
        lock (_gate)
        {
            _held.Remove(handle.Number);
            if (_held.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }
    }

    private void Add(LeaseHandle handle)
    {
        lock (_gate)
        {
            handle.Number = ++_newest;
            _held[handle.Number] = handle;
            if (_timer is null)
            {
                _timer = _time.CreateTimer(static state => ((LeaseKeeper)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _wakesAt = TimeSpan.MaxValue;
            }

            WakeAt(handle.NextAt);
        }
    }

    private void OnTimer()
    {
        LeaseHandle[] lost;
        LeaseHandle[] due;
        lock (_gate)
        {
            TimeSpan now = Now;
            lost = [.. _held.Values.Where(h => h.LosesAt <= now)];
            Array.ForEach(lost, h => _held.Remove(h.Number));
            due = _held.Values.Any(h => h.RenewsAt <= now) ? [.. _held.Values.Where(h => h.RenewsAt - (h.Third / 2) <= now)] : [];

            // Asked for again a third later, whatever becomes of this call.
            Array.ForEach(due, h => h.RenewsAt = now + h.Third);
            _wakesAt = TimeSpan.MaxValue;
            if (_held.Count > 0)
            {
                WakeAt(_held.Values.Min(h => h.NextAt));
            }
        }

        foreach (LeaseHandle handle in lost)
        {
            handle.Lose();
        }

        foreach (LeaseHandle[] batch in due.Chunk(BatchSize))
        {
            _ = RenewAsync(batch);
        }
    }

    private async Task RenewAsync(LeaseHandle[] batch)
    {
        TimeSpan asked = Now;
        using var limit = new CancellationTokenSource(batch.Min(h => h.Third), _time);
        try
        {
            IReadOnlySet<ClusterName> renewed = await _store.RenewAsync([.. batch.Select(h => h.Grant)], limit.Token).ConfigureAwait(false);
            foreach (LeaseHandle handle in batch)
            {
                if (renewed.Contains(handle.Cluster))
                {
                    handle.Renewed(asked);
                    continue;
                }

                Remove(handle);
                handle.Lose();
            }
        }
        catch (Exception e) when (!e.IsFatal())
        {
            // The store did not answer: the leases run on until they expire, and the next third asks again.
        }
    }

    /// <summary>Called under the lock.</summary>
    private void WakeAt(TimeSpan at)
    {
        if (at >= _wakesAt)
        {
            return;
        }

        _wakesAt = at;
        TimeSpan delay = at - Now;
        _timer?.Change(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
