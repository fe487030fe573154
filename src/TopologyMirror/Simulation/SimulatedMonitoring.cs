using TopologyMirror.Metrics;
using TopologyMirror.Routing;

namespace TopologyMirror.Simulation;

/// <summary>The monitoring of a simulated cluster: data of an instance arrive as soon as it is attached.</summary>
public sealed class SimulatedMonitoring : IMonitoringTarget
{
    private readonly SimulatedCluster _cluster;
    private readonly SortedSet<InstanceId> _watched = [];
    private readonly SortedDictionary<ConfigDigest, TimeSpan> _bad = [];
    private readonly List<SimulatedSignals> _signals = [];

    internal SimulatedMonitoring(SimulatedCluster cluster) => _cluster = cluster;

    /// <inheritdoc/>
    public PortDescription Description { get; } = new("simulated-monitoring", PortCapabilities.None, Fencing.Atomic);

    /// <inheritdoc/>
    public ValueTask<MonitoringSnapshot> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        _cluster.Calls.AnswerAsync("monitoring", "Observe", () => Truth(_cluster.World.Wall), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask AttachAsync(MonitoringArguments arguments, CancellationToken cancellationToken) =>
        await _cluster.Calls.AnswerAsync("monitoring", "Attach", () => Change(arguments, attach: true), arguments.Instances, null, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask DetachAsync(MonitoringArguments arguments, CancellationToken cancellationToken) =>
        await _cluster.Calls.AnswerAsync("monitoring", "Detach", () => Change(arguments, attach: false), arguments.Instances, null, cancellationToken).ConfigureAwait(false);

    /// <summary>Makes a revision a bad one that only traffic shows: an alarm fires for each of its instances once it has served for a while.</summary>
    /// <param name="digest">The revision.</param>
    /// <param name="after">Time from an instance's first request to its alarm.</param>
    public void FailWhenServing(ConfigDigest digest, TimeSpan after) => _bad[digest] = after;

    /// <summary>From now on monitoring tells the golden signals of a service's instances.</summary>
    /// <param name="service">The service.</param>
    /// <param name="load">The metric whose load, in requests per second, its instances share by their weights.</param>
    /// <param name="loadPerInstance">The load that one warm instance carries; more than that raises its latency.</param>
    /// <returns>Where errors and latency are set.</returns>
    public SimulatedSignals Measure(ServiceName service, MetricName load, double loadPerInstance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(loadPerInstance);
        var signals = new SimulatedSignals(_cluster, service, load, loadPerInstance);
        _signals.Add(signals);
        return signals;
    }

    internal void Place(InstanceId instance) => _watched.Add(instance);

    internal MonitoringSnapshot Truth(DateTimeOffset? at = null) => new(at ?? _cluster.World.Now, new SortedSet<InstanceId>(_watched))
    {
        Alarms = [.. _cluster.Fleet.Instances.Where(IsFailing).Select(i => new FiringAlarm("errors", i.Id))],
        Signals = Signals(),
    };

    private SortedDictionary<InstanceId, InstanceSignals> Signals()
    {
        var signals = new SortedDictionary<InstanceId, InstanceSignals>();
        foreach (SimulatedInstance instance in _cluster.Fleet.Instances.Where(i => _watched.Contains(i.Id)))
        {
            if (_signals.Find(s => s.Service == instance.Service)?.Of(instance) is { } known)
            {
                signals[instance.Id] = known;
            }
        }

        return signals;
    }

    private bool IsFailing(SimulatedInstance instance) =>
        _watched.Contains(instance.Id) && instance.IsServing
        && ((_bad.TryGetValue(instance.Digest, out TimeSpan after) && _cluster.World.Now - instance.FirstRoutedAt >= after) || _cluster.Trouble.IsPoisoned(instance));

    private bool Change(MonitoringArguments arguments, bool attach)
    {
        _cluster.Watch.Fence("monitoring", arguments.Key, arguments.Epoch);
        foreach (InstanceId id in arguments.Instances)
        {
            if (attach ? _watched.Add(id) : _watched.Remove(id))
            {
                _cluster.Note("monitoring", $"{(attach ? "attached" : "detached")} {id} ({arguments.Key})");
            }
        }

        return true;
    }
}
