using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

public sealed partial class MirrorPipelines
{
    /// <summary>Clusters that are being changed now, and how.</summary>
    private readonly SortedDictionary<string, string> _changing = new(StringComparer.Ordinal);
    private readonly List<Task> _removals = [];
    private bool _isStarted;
    private bool _isStopping;

    /// <inheritdoc/>
    public async ValueTask AddAsync(string name, Action<MirrorPipelineBuilder> configure, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        Claim(name, "added", mustExist: false);
        try
        {
            ClusterLoop added = await MakeAsync(name, configure, cancellationToken).ConfigureAwait(false);
            await ListAsync(name, added).ConfigureAwait(false);
        }
        finally
        {
            Unclaim(name);
        }
    }

    /// <inheritdoc/>
    public async ValueTask RemoveAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ClusterLoop removed = Claim(name, "removed", mustExist: true)!;
        await _share.ForgetAsync(removed.Pipeline.Cluster).ConfigureAwait(false);
        Task removal = removed.StopAsync(_options.ShutdownTimeout, cancellationToken);
        lock (_gate)
        {
            _removals.Add(removal);
        }

        try
        {
            await removal.ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _clusters = _clusters.Remove(name);
                _removals.Remove(removal);
            }

            Unclaim(name);
            removed.Dispose();
            Log.ClusterRemoved(_logger, name);
        }
    }

    /// <inheritdoc/>
    public ValueTask ReconfigureAsync(string name, Action<MirrorPipelineBuilder> configure, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        cancellationToken.ThrowIfCancellationRequested();
        ClusterLoop cluster = Claim(name, "reconfigured", mustExist: true)!;
        try
        {
            Reconfigure(name, cluster, configure);
            return ValueTask.CompletedTask;
        }
        finally
        {
            Unclaim(name);
        }
    }

    /// <summary>Starts every loop, and lets loops of later clusters start at once.</summary>
    internal void Start()
    {
        ClusterLoop[] loops = [.. Clusters.Values];
        lock (_gate)
        {
            _isStarted = true;
        }

        Array.ForEach(loops, _share.Adopt);
        _share.Start();
        foreach (ClusterLoop loop in loops)
        {
            loop.Start();
        }
    }

    /// <summary>Stops every loop, all at the same time; from now on nothing is added.</summary>
    /// <param name="hurry">Leaves running ticks at once.</param>
    internal async Task StopAsync(CancellationToken hurry)
    {
        ClusterLoop[] loops;
        Task[] removals;
        lock (_gate)
        {
            _isStopping = true;
            loops = [.. _clusters.Where(c => !_changing.ContainsKey(c.Key)).Select(c => c.Value)];
            removals = [.. _removals];
        }

        await _share.StopAsync().ConfigureAwait(false);
        await Task.WhenAll([.. loops.Select(l => l.StopAsync(_options.ShutdownTimeout, hurry)), .. removals]).ConfigureAwait(false);
    }

    /// <summary>One change of a cluster at a time.</summary>
    private ClusterLoop? Claim(string name, string change, bool mustExist)
    {
        _ = Clusters;
        lock (_gate)
        {
            if (_isStopping)
            {
                throw new ClusterChangeException(name, $"The host is stopping: cluster '{name}' is not {change}.");
            }

            if (_changing.TryGetValue(name, out string? other))
            {
                throw new ClusterChangeException(name, $"Cluster '{name}' is just being {other}: it is not {change}.");
            }

            bool exists = _clusters.TryGetValue(name, out ClusterLoop? loop);
            if (exists != mustExist)
            {
                throw exists
                    ? new ClusterChangeException(name, $"There is a cluster '{name}' already: it is not {change} again.")
                    : new UnknownClusterException(name, [.. _clusters.Keys]);
            }

            _changing[name] = change;
            return loop;
        }
    }

    private void Unclaim(string name)
    {
        lock (_gate)
        {
            _changing.Remove(name);
        }
    }

    private async ValueTask<ClusterLoop> MakeAsync(string name, Action<MirrorPipelineBuilder> configure, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        MirrorPipelineBuilder? builder = _assembly.Assemble(new ClusterRegistration(name, (_, cluster) => configure(cluster)), faults);
        if (faults.Count > 0)
        {
            throw new InvalidHostException(faults);
        }

        ClusterLoop made = Loop(builder!);
        try
        {
            if (_options.CheckReachability && !made.Pipeline.IsPumpedByCaller)
            {
                faults.AddRange(await made.Pipeline.CheckReachableAsync(cancellationToken).ConfigureAwait(false));
            }

            return faults.Count == 0 ? made : throw new InvalidHostException(faults);
        }
        catch
        {
            await DropAsync(made).ConfigureAwait(false);
            throw;
        }
    }

    private static void Reconfigure(string name, ClusterLoop cluster, Action<MirrorPipelineBuilder> configure)
    {
        var faults = new List<string>();
        MirrorPipelineBuilder? changed = ClusterAssembly.Try(name, faults, () =>
        {
            MirrorPipelineBuilder copy = cluster.Declared.Copy();
            configure(copy);
            return copy;
        });
        if (faults.Count > 0)
        {
            throw new InvalidHostException(faults);
        }

        PipelineParts running = cluster.Pipeline.PartsToCome;
        PipelineParts next = changed!.Revise(cluster.Declared, running);
        faults.AddRange(PipelineRevision.Faults(running, next));
        if (faults.Count > 0)
        {
            throw new InvalidHostException(faults);
        }

        if (cluster.Pipeline.RevisionRefusal(next) is { } refusal)
        {
            throw new ClusterChangeException(name, refusal);
        }

        cluster.Declared = changed.Copy();
        cluster.Pipeline.Revise(next);
    }

    private async ValueTask ListAsync(string name, ClusterLoop added)
    {
        bool isStarted;
        bool isStopping;
        lock (_gate)
        {
            isStarted = _isStarted;
            isStopping = _isStopping;
            _clusters = isStopping ? _clusters : _clusters.SetItem(name, added);
        }

        if (isStopping)
        {
            await DropAsync(added).ConfigureAwait(false);
            throw new ClusterChangeException(name, $"The host is stopping: cluster '{name}' is not added.");
        }

        Log.ClusterAdded(_logger, name);
        if (isStarted)
        {
            _share.Adopt(added);
            await _share.TakeAsync(added).ConfigureAwait(false);
            added.Start();
        }
    }

    private static async ValueTask DropAsync(ClusterLoop loop)
    {
        await loop.Pipeline.DisposeAsync().ConfigureAwait(false);
        loop.Dispose();
    }
}
