using TopologyMirror.Durability;
using TopologyMirror.Internal;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    private LeaseHandle? _handed;
    private volatile IHostView? _hosts;
    private volatile bool _isAskedBack;
    private volatile bool _staysAway;
    private volatile bool _isDisposed;

    /// <summary>True while this host owns the cluster, or is about to.</summary>
    internal bool HoldsLease => _lease is { Remaining.Ticks: > 0 } || Volatile.Read(ref _handed) is { Remaining.Ticks: > 0 };

    /// <summary>True when nothing but a tick is between this cluster and another owner.</summary>
    internal bool IsIdle => _journal is { IsCurrent: true, Book.Open: null };

    /// <summary>True until a tick has answered <see cref="AskBack"/>.</summary>
    internal bool IsAskedBack => _isAskedBack;

    /// <summary>True once it was given back so that another host ends the instance on which this one runs.</summary>
    internal bool StaysAway => _staysAway;

    /// <summary>True where the host's keeper holds its lease, so that the host may take it for the cluster.</summary>
    internal bool IsKeptBy(LeaseKeeper keeper) => ReferenceEquals(_parts.Ports.Keeper, keeper);

    /// <summary>From now on the lease is taken by the host, which hands it over.</summary>
    /// <param name="hosts">Which hosts there are.</param>
    internal void ShareWith(IHostView hosts) => _hosts = hosts;

    /// <summary>Takes the lease for this cluster; its next tick begins with it.</summary>
    /// <returns>False while another owner holds it.</returns>
    internal async ValueTask<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        LeaseHandle? lease = await _parts.Ports.Keeper.TryAcquireAsync(Cluster, _owner, _options.LeaseDuration, cancellationToken).ConfigureAwait(false);
        if (lease is null)
        {
            return false;
        }

        if (Interlocked.Exchange(ref _handed, lease) is { } before)
        {
            await before.DisposeAsync().ConfigureAwait(false);
        }

        if (_isDisposed && Interlocked.Exchange(ref _handed, null) is { } late)
        {
            await late.DisposeAsync().ConfigureAwait(false);
            return false;
        }

        return true;
    }

    /// <summary>Gives the lease back at the beginning of the next tick, unless a run is open then.</summary>
    internal void AskBack() => _isAskedBack = true;

    /// <summary>The lease that the host has taken, or where no host does, the lease if it is free.</summary>
    private async ValueTask<LeaseHandle?> TakeLeaseAsync(CancellationToken cancellationToken)
    {
        _holdsSlot = null;
        if (Interlocked.Exchange(ref _handed, null) is { } handed)
        {
            if (handed.Remaining > TimeSpan.Zero)
            {
                return handed;
            }

            await handed.DisposeAsync().ConfigureAwait(false);
        }

        if (_hosts is not null || (_staysAway && await IsAnotherAliveAsync(cancellationToken).ConfigureAwait(false)))
        {
            return null;
        }

        LeaseHandle? lease = await _parts.Ports.Keeper.TryAcquireAsync(Cluster, _owner, _options.LeaseDuration, cancellationToken).ConfigureAwait(false);
        if (lease is null && _parts.OwnInstance is not null)
        {
            // Where controllers look for one another, one that waits says that it is there.
            await HostsNowAsync(cancellationToken).ConfigureAwait(false);
        }

        return lease;
    }

    private async ValueTask GiveBackWhereAskedAsync()
    {
        if (!_isAskedBack)
        {
            return;
        }

        _isAskedBack = false;
        if (_lease is not null && IsIdle)
        {
            await EndLeaseAsync().ConfigureAwait(false);
            Log.LeaseGivenBack(_logger, Cluster);
        }
    }

    /// <summary>Gives the lease back; while late calls of the owner before may still land it is left to expire, so that the next owner waits for them as well.</summary>
    private async ValueTask EndLeaseAsync()
    {
        if (Interlocked.Exchange(ref _handed, null) is { } handed)
        {
            await handed.DisposeAsync().ConfigureAwait(false);
        }

        if (_lease is { } lease)
        {
            lease.IsLeftToExpire = LateCalls(lease) > TimeSpan.Zero;
            await lease.DisposeAsync().ConfigureAwait(false);
            _lease = null;
        }
    }

    /// <summary>
    /// Where a port cannot refuse a lower epoch, what the owner before had called when its lease ended may still come: it is waited for, and
    /// only then observed.
    /// </summary>
    private async ValueTask AwaitLateCallsAsync(LeaseHandle lease, CancellationToken cancellationToken)
    {
        TimeSpan left = LateCalls(lease);
        if (left > TimeSpan.Zero && _parts.AwaitsLateCalls)
        {
            Log.AwaitsLateCalls(_logger, Cluster, left);
            await VirtualDelay.WaitAsync(_time, left, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan LateCalls(LeaseHandle lease)
    {
        PipelinePorts ports = _parts.Ports;
        IEnumerable<PortDescription?> changed =
        [
            ports.Fleet.Description, ports.ConfigurationTarget.Description, ports.Monitoring?.Description, ports.Wiring?.Description,
            ports.WorkGate?.Description, ports.Data?.Description, .. ports.Routers.Select(r => r.Description),
        ];
        return changed.Any(p => p is { Fencing: Fencing.CheckThenAct }) ? lease.LateCallsFor(_options.CallTimeout) : TimeSpan.Zero;
    }

    /// <summary>
    /// The instance on which this controller runs is about to be ended: where another host is alive the cluster is left to it. What could
    /// not be left is taken out of what is done.
    /// </summary>
    /// <returns>What may be ended now; empty when the cluster is left.</returns>
    private async ValueTask<IReadOnlyList<InstanceId>> WithoutOwnAsync(TickWork tick, IReadOnlyList<InstanceId> ended, CancellationToken cancellationToken)
    {
        if (_parts.OwnInstance?.Invoke() is not { } own || !ended.Contains(own))
        {
            return ended;
        }

        if (await IsAnotherAliveAsync(cancellationToken).ConfigureAwait(false))
        {
            tick.IsLeft = true;
            return [];
        }

        tick.Waits = $"Instance '{own}' runs this controller, and no other host is alive to take cluster '{Cluster}' over: it is not ended.";
        return [.. ended.Where(i => i != own)];
    }

    /// <summary>A run that takes this controller's instance out of live is left to another host where one is alive; where none is, it may begin: only the end of the instance waits.</summary>
    private async ValueTask<bool> IsLeftAsync(TickWork tick, RunPlan plan, CancellationToken cancellationToken)
    {
        await WithoutOwnAsync(tick, [.. plan.Leaving], cancellationToken).ConfigureAwait(false);
        return tick.IsLeft;
    }

    /// <summary>Leaves the cluster to another host, for as long as one is alive.</summary>
    private async ValueTask LeaveAsync()
    {
        _staysAway = true;
        Log.HandedOver(_logger, Cluster, _parts.OwnInstance!()!.Value);
        await EndLeaseAsync().ConfigureAwait(false);
        _status = _status with { Epoch = null };
    }

    private async ValueTask<bool> IsAnotherAliveAsync(CancellationToken cancellationToken) =>
        (await HostsNowAsync(cancellationToken).ConfigureAwait(false)).Any(h => !string.Equals(h.Owner, _owner, StringComparison.Ordinal));

    /// <summary>Which hosts are alive: as the host saw them last, or where none shares this cluster, as the store says.</summary>
    private async ValueTask<IReadOnlyList<HostPresence>> HostsNowAsync(CancellationToken cancellationToken) =>
        _hosts?.Alive ?? await _parts.Ports.Hosts.BeatAsync(_owner, (TickInterval * 2) + _options.LeaseDuration, cancellationToken).ConfigureAwait(false);
}
