using Microsoft.Extensions.Logging;
using TopologyMirror.Durability;
using TopologyMirror.Internal;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

/// <summary>
/// Shares the clusters with the other hosts of the store: says every third of the presence duration that this host is alive, takes leases
/// that are free and hands them to the loops, and asks one back where others hold fewer.
/// </summary>
internal sealed partial class HostShare(IMirrorStore store, LeaseKeeper keeper, TimeProvider time, TopologyMirrorOptions options, ILogger logger) : IHostView, IDisposable
{
    /// <summary>So long after it was taken a cluster is not given back, and so long after it was given back it is not taken again.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromMinutes(5);

    /// <summary>So long what is free is left to hosts that hold less than their share.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<ClusterName, SharedClusterMemory> _clusters = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _ended = new();
    private volatile IReadOnlyList<HostPresence>? _alive;
    private ClusterName? _tried;
    private DateTimeOffset? _freeSince;
    private bool _isStarted;

    /// <inheritdoc/>
    public IReadOnlyList<HostPresence>? Alive => _alive;

    private TimeSpan Interval => options.PresenceDuration / 3;

    /// <summary>From now on the cluster's lease is taken and given back by this share, unless the caller ticks it or its leases are kept elsewhere.</summary>
    public void Adopt(ClusterLoop loop)
    {
        if (loop.Pipeline.IsPumpedByCaller || !loop.Pipeline.IsKeptBy(keeper))
        {
            return;
        }

        loop.Pipeline.ShareWith(this);
        lock (_gate)
        {
            _clusters[loop.Pipeline.Cluster] = new SharedClusterMemory(loop);
        }
    }

    /// <summary>Takes a cluster that was adopted while the host runs, where no other host could want it.</summary>
    public async ValueTask TakeAsync(ClusterLoop loop)
    {
        if (_alive is not { Count: 1 } || !Snapshot().Any(c => c.Loop == loop))
        {
            return;
        }

        try
        {
            await loop.Pipeline.TryTakeAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (!e.IsFatal())
        {
            // The next beat tries again.
        }
    }

    /// <summary>This host has the cluster no more.</summary>
    public async ValueTask ForgetAsync(ClusterName cluster)
    {
        SharedClusterMemory? forgotten;
        lock (_gate)
        {
            _clusters.Remove(cluster, out forgotten);
        }

        if (forgotten is { IsMarked: true })
        {
            try
            {
                await store.WriteAsync(cluster, MarkOf(options.Owner), [], CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e) when (!e.IsFatal())
            {
                // Another host may give the cluster back for this one, and takes it again when nobody comes.
            }
        }
    }

    /// <summary>Begins to beat; a store that answers at once has given its leases when this returns.</summary>
    public void Start()
    {
        _isStarted = true;
        _ = RunAsync();
    }

    /// <summary>Stops beating and says that this host is going. Leases are given back by the loops.</summary>
    public async ValueTask StopAsync()
    {
        if (!_isStarted)
        {
            return;
        }

        _isStarted = false;
        _stopping.Cancel();
        await _ended.Task.ConfigureAwait(false);
        using var limit = new CancellationTokenSource(Interval, time);
        try
        {
            await store.LeaveAsync(options.Owner, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (!e.IsFatal())
        {
            // Its presence ends by itself.
        }
    }

    public void Dispose() => _stopping.Dispose();

    private SharedClusterMemory[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _clusters.Values];
        }
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            long began = time.GetTimestamp();
            using var limit = new CancellationTokenSource(Interval, time);
            using var round = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stopping.Token);
            try
            {
                await BeatAsync(round.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (!e.IsFatal())
            {
                Report(e);
            }

            try
            {
                await VirtualDelay.WaitAsync(time, Interval - time.GetElapsedTime(began), _stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // It is being stopped, and sees it.
            }
        }

        _ended.TrySetResult();
    }

    private void Report(Exception e)
    {
        if (!_stopping.IsCancellationRequested)
        {
            Log.BeatFailed(logger, e, options.Owner);
        }
    }

    private async ValueTask BeatAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<HostPresence> alive = await store.BeatAsync(options.Owner, options.PresenceDuration, cancellationToken).ConfigureAwait(false);
        if (_alive is null || !_alive.Select(h => h.Owner).SequenceEqual(alive.Select(h => h.Owner), StringComparer.Ordinal))
        {
            Log.HostsChanged(logger, string.Join(", ", alive.Select(h => h.Owner)));
        }

        bool goesOn = _alive is null || !_alive.SequenceEqual(alive);
        _alive = alive;
        DateTimeOffset now = time.GetUtcNow();
        SharedClusterMemory[] clusters = Snapshot();
        Array.ForEach(clusters, c => Note(c, now));
        await TellAndAskAsync(clusters, alive, now, cancellationToken).ConfigureAwait(false);

        bool isAsked = clusters.Any(c => c.IsAsked);
        bool isAlone = alive.Count == 1;
        int own = clusters.Count(c => c.TakenAt is not null);
        SharedCluster[] shared = [.. clusters.Select(c => new SharedCluster(
            c.Loop.Pipeline.Cluster,
            IsOwned: c.TakenAt is not null,
            MayMove: !isAsked && c.Loop.Pipeline.IsIdle && now - c.TakenAt >= SettleTime && alive.Any(h => h.Clusters < own - 1 && c.KnownBy.Contains(h.Owner)),
            MayTry: isAlone || (!c.Loop.Pipeline.StaysAway && (c.GivenAt is not { } given || now - given >= SettleTime))))];
        bool areFree = alive.Where(h => !string.Equals(h.Owner, options.Owner, StringComparison.Ordinal)).Sum(h => h.Clusters) + own < shared.Length;

        // While counts still change, those that hold less than their share are coming for what is free.
        _freeSince = !areFree ? null : goesOn ? now : _freeSince ?? now;
        HostShareDecision decision = HostShareRules.Decide(options.Owner, alive, shared, _tried, now - _freeSince >= Patience);
        if (decision.GiveBack is { } back)
        {
            SharedClusterMemory given = Array.Find(clusters, c => c.Loop.Pipeline.Cluster == back)!;
            given.IsAsked = true;
            given.Loop.Pipeline.AskBack();
            given.Loop.Hurry();
        }

        await TakeAsync(decision, clusters, now, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What has become of a cluster since the beat before.</summary>
    private static void Note(SharedClusterMemory cluster, DateTimeOffset now)
    {
        bool isOwned = cluster.Loop.Pipeline.HoldsLease;
        cluster.GivenAt = isOwned ? null : cluster.IsAsked ? now : cluster.GivenAt;
        cluster.TakenAt = isOwned ? cluster.TakenAt ?? now : null;
        cluster.IsAsked = isOwned && cluster.Loop.Pipeline.IsAskedBack;
    }

    private async ValueTask TakeAsync(HostShareDecision decision, SharedClusterMemory[] clusters, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int taken = 0;
        foreach (ClusterName name in decision.Try)
        {
            if (taken == decision.MayTake)
            {
                return;
            }

            SharedClusterMemory cluster = Array.Find(clusters, c => c.Loop.Pipeline.Cluster == name)!;
            _tried = name;
            if (await cluster.Loop.Pipeline.TryTakeAsync(cancellationToken).ConfigureAwait(false))
            {
                taken++;
                cluster.TakenAt = now;
                cluster.Loop.Hurry();
            }
        }
    }
}
