using TopologyMirror.Metrics;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>The golden signals of one service of a simulated cluster: what its instances serve by their weights, errors and latency by revision.</summary>
public sealed class SimulatedSignals
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly SimulatedCluster _cluster;
    private readonly MetricName _load;
    private readonly double _loadPerInstance;
    private readonly SortedDictionary<ConfigDigest, double> _errors = [];
    private readonly SortedDictionary<ConfigDigest, TimeSpan> _latency = [];
    private readonly SortedSet<ConfigDigest> _silent = [];

    internal SimulatedSignals(SimulatedCluster cluster, ServiceName service, MetricName load, double loadPerInstance)
    {
        _cluster = cluster;
        Service = service;
        _load = load;
        _loadPerInstance = loadPerInstance;
    }

    /// <summary>The service.</summary>
    public ServiceName Service { get; }

    /// <summary>Latency of an instance that is not overloaded, for revisions without one of their own. Default: 100 ms.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Share of requests that fail, for revisions without one of their own. Default: 0.</summary>
    public double ErrorRate { get; set; }

    /// <summary>Sets the share of requests that fail at a revision.</summary>
    /// <param name="digest">The revision.</param>
    /// <param name="rate">The share, 0 to 1.</param>
    public void SetErrors(ConfigDigest digest, double rate) => _errors[digest] = rate;

    /// <summary>Sets the latency of a revision's instances while they are not overloaded.</summary>
    /// <param name="digest">The revision.</param>
    /// <param name="latency">The latency.</param>
    public void SetLatency(ConfigDigest digest, TimeSpan latency) => _latency[digest] = latency;

    /// <summary>Makes a revision's instances tell nothing.</summary>
    /// <param name="digest">The revision.</param>
    public void Silence(ConfigDigest digest) => _silent.Add(digest);

    /// <summary>What monitoring knows of an instance; null when it tells nothing.</summary>
    internal InstanceSignals? Of(SimulatedInstance instance)
    {
        if (instance.State != InstanceState.Ready || _silent.Contains(instance.Digest))
        {
            return null;
        }

        double load = _cluster.Metrics.Loads.TryGetValue(_load, out SimulatedLoad? known) ? known.At(_cluster.World.Now) : double.NaN;
        double share = double.IsNaN(load) ? 0 : load * _cluster.ShareOf(instance);
        long requests = (long)(share * Window.TotalSeconds);
        double busy = share / (_loadPerInstance * instance.Power);
        return new InstanceSignals(
            requests,
            (long)(requests * _errors.GetValueOrDefault(instance.Digest, ErrorRate)),
            requests == 0 ? null : _latency.GetValueOrDefault(instance.Digest, Latency) * Math.Max(busy, 1));
    }
}
