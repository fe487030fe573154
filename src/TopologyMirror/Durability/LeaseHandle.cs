using TopologyMirror.Internal;

namespace TopologyMirror.Durability;

/// <summary>
/// A lease that is held: renews itself at a third of its duration until it is disposed or lost. What is done under it must watch
/// <see cref="LostToken"/>.
/// </summary>
/// <remarks>Time is measured from before each request to the store, on a monotonic clock, so the store's lease always outlives ours.</remarks>
public sealed class LeaseHandle : IAsyncDisposable
{
    private readonly ILeaseStore _store;
    private readonly TimeProvider _time;
    private readonly LeaseGrant _grant;
    private readonly CancellationTokenSource _lost = new();
    private readonly ITimer _timer;
    private long _heldFrom;
    private bool _renewing;
    private bool _disposed;

    private LeaseHandle(ILeaseStore store, TimeProvider time, LeaseGrant grant, long heldFrom)
    {
        _store = store;
        _time = time;
        _grant = grant;
        _heldFrom = heldFrom;
        LostToken = _lost.Token;
        _timer = time.CreateTimer(static state => ((LeaseHandle)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        SetTimer();
    }

    /// <summary>The cluster that is owned.</summary>
    public ClusterName Cluster => _grant.Cluster;

    /// <summary>The epoch that every effect carries.</summary>
    public Epoch Epoch => _grant.Epoch;

    /// <summary>Cancelled as soon as the lease is lost, and at the latest when it would expire.</summary>
    public CancellationToken LostToken { get; }

    /// <summary>What is left of the lease as last renewed; zero when it is lost or given back.</summary>
    public TimeSpan Remaining
    {
        get
        {
            TimeSpan left = _grant.Duration - _time.GetElapsedTime(Volatile.Read(ref _heldFrom));
            return _disposed || LostToken.IsCancellationRequested || left < TimeSpan.Zero ? TimeSpan.Zero : left;
        }
    }

    /// <summary>Takes the lease of a cluster.</summary>
    /// <param name="store">Where leases are kept.</param>
    /// <param name="time">The clock for renewals.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="owner">The caller's name, unique per process.</param>
    /// <param name="duration">How long the lease holds without renewal.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The handle, or null while another owner holds the lease.</returns>
    public static async ValueTask<LeaseHandle?> TryAcquireAsync(
        ILeaseStore store, TimeProvider time, ClusterName cluster, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(time);
        long asked = time.GetTimestamp();
        LeaseGrant? grant = await store.TryAcquireAsync(cluster, owner, duration, cancellationToken).ConfigureAwait(false);
        return grant is null ? null : new LeaseHandle(store, time, grant, asked);
    }

    /// <summary>Stops renewing and gives the lease back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _timer.DisposeAsync().ConfigureAwait(false);
        if (!LostToken.IsCancellationRequested)
        {
            await ReleaseQuietlyAsync().ConfigureAwait(false);
        }

        _lost.Dispose();
    }

    private void OnTimer()
    {
        if (Remaining == TimeSpan.Zero)
        {
            Lose();
            return;
        }

        if (!_renewing)
        {
            _ = RenewAsync();
        }

        SetTimer();
    }

    /// <summary>To the next third, or to the end of the lease where that is sooner: a store that is away must not delay the loss.</summary>
    private void SetTimer()
    {
        TimeSpan left = Remaining;
        TimeSpan third = _grant.Duration / 3;
        if (!_disposed && !LostToken.IsCancellationRequested)
        {
            _timer.Change(left < third ? left : third, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task RenewAsync()
    {
        _renewing = true;
        long asked = _time.GetTimestamp();
        try
        {
            if (await _store.TryRenewAsync(_grant, LostToken).ConfigureAwait(false))
            {
                Volatile.Write(ref _heldFrom, asked);
            }
            else
            {
                Lose();
            }
        }
        catch (Exception e) when (!e.IsFatal())
        {
            // The store did not answer: the lease runs on until it expires, and the next third tries again.
        }
        finally
        {
            _renewing = false;
        }
    }

    private async ValueTask ReleaseQuietlyAsync()
    {
        try
        {
            await _store.ReleaseAsync(_grant, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (!e.IsFatal())
        {
            // It expires by itself; shutting down must not fail because the store is away.
        }
    }

    private void Lose()
    {
        if (!_disposed)
        {
            _lost.Cancel();
        }
    }
}
