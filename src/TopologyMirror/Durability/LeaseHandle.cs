using TopologyMirror.Internal;

namespace TopologyMirror.Durability;

/// <summary>
/// A lease that is held: its <see cref="LeaseKeeper"/> renews it until it is disposed or lost. What is done under it must watch
/// <see cref="LostToken"/>.
/// </summary>
/// <remarks>Time is measured from before each request to the store, on a monotonic clock, so the store's lease always outlives ours.</remarks>
public sealed class LeaseHandle : IAsyncDisposable
{
    /// <summary>Clocks of owner and store may drift apart by this much within one lease, and by no more than a tenth of it.</summary>
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMilliseconds(500);

    private readonly LeaseKeeper _keeper;
    private readonly CancellationTokenSource _lost = new();
    private readonly TimeSpan? _lateUntil;
    private readonly TimeSpan _margin;
    private long _heldFrom;
    private bool _disposed;

    internal LeaseHandle(LeaseKeeper keeper, LeaseGrant grant, TimeSpan asked)
    {
        (_keeper, Grant, _heldFrom) = (keeper, grant, asked.Ticks);
        TimeSpan tenth = grant.Duration / 10;
        _margin = tenth < LongestMargin ? tenth : LongestMargin;
        _lateUntil = keeper.Now - grant.SincePreviousExpired;
        RenewsAt = asked + Third;
        LostToken = _lost.Token;
    }

    /// <summary>The cluster that is owned.</summary>
    public ClusterName Cluster => Grant.Cluster;

    /// <summary>The epoch that every effect carries.</summary>
    public Epoch Epoch => Grant.Epoch;

    /// <summary>Cancelled as soon as the lease is lost, and before it would expire: by half a second, or a tenth of the lease where that is less.</summary>
    public CancellationToken LostToken { get; }

    /// <summary>What is left of the lease as last renewed; zero when it is lost or given back.</summary>
    public TimeSpan Remaining
    {
        get
        {
            TimeSpan left = Expires - _keeper.Now;
            return _disposed || LostToken.IsCancellationRequested || left < TimeSpan.Zero ? TimeSpan.Zero : left;
        }
    }

    /// <summary>The lease as its store granted it.</summary>
    internal LeaseGrant Grant { get; }

    /// <summary>Its place among the leases of its keeper.</summary>
    internal long Number { get; set; }

    /// <summary>Disposed, it is not given back: it expires.</summary>
    internal bool IsLeftToExpire { get; set; }

    internal TimeSpan Third => Grant.Duration / 3;

    /// <summary>When it is asked for again, by the keeper's time.</summary>
    internal TimeSpan RenewsAt { get; set; }

    /// <summary>When it is lost unless it is renewed before.</summary>
    internal TimeSpan LosesAt => Expires - _margin;

    /// <summary>When the keeper has to look at it.</summary>
    internal TimeSpan NextAt => RenewsAt < LosesAt ? RenewsAt : LosesAt;

    private TimeSpan Expires => new TimeSpan(Volatile.Read(ref _heldFrom)) + Grant.Duration;

    /// <summary>Takes the lease of a cluster, renewed by a keeper of its own.</summary>
    /// <param name="store">Where leases are kept.</param>
    /// <param name="time">The clock for renewals.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="owner">The caller's name, unique per process.</param>
    /// <param name="duration">How long the lease holds without renewal.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The handle, or null while another owner holds the lease.</returns>
    public static ValueTask<LeaseHandle?> TryAcquireAsync(
        ILeaseStore store, TimeProvider time, ClusterName cluster, string owner, TimeSpan duration, CancellationToken cancellationToken) =>
        new LeaseKeeper(store, time).TryAcquireAsync(cluster, owner, duration, cancellationToken);

    /// <summary>
    /// How long calls of the owner before may still reach ports that do not fence: zero where it gave the lease back, and else until its
    /// lease has been over for as long as a call may take.
    /// </summary>
    /// <param name="callTimeout">How long a call may take.</param>
    internal TimeSpan LateCallsFor(TimeSpan callTimeout)
    {
        TimeSpan left = _lateUntil is { } ended ? ended + callTimeout + LongestMargin - _keeper.Now : TimeSpan.Zero;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Stops renewing and gives the lease back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _keeper.Remove(this);
        if (!LostToken.IsCancellationRequested && !IsLeftToExpire)
        {
            await ReleaseQuietlyAsync().ConfigureAwait(false);
        }

        _lost.Dispose();
    }

    /// <summary>The store has renewed it.</summary>
    /// <param name="asked">When it was asked to. Answers may come out of order.</param>
    internal void Renewed(TimeSpan asked) => Volatile.Write(ref _heldFrom, Math.Max(asked.Ticks, Volatile.Read(ref _heldFrom)));

    internal void Lose()
    {
        if (!_disposed)
        {
            _lost.Cancel();
        }
    }

    private async ValueTask ReleaseQuietlyAsync()
    {
        try
        {
            await _keeper.Store.ReleaseAsync(Grant, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (!e.IsFatal())
        {
            // It expires by itself; shutting down must not fail because the store is away.
        }
    }
}
