using TopologyMirror.Capacity;
using TopologyMirror.Metrics;
using TopologyMirror.Propagation;

namespace TopologyMirror.Simulation;

/// <summary>
/// A load generator. How an instance stands a load follows from the load divided by what it can carry: it answers like a queue with one
/// server and random arrivals (M/M/1, whose time in the system is exponential with mean service time ÷ (1 − utilisation); Kleinrock,
/// Queueing Systems I, 1975), and what exceeds it fails. Nothing is drawn at random.
/// </summary>
public sealed class SimulatedSyntheticLoad : ISyntheticLoad
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(5);

    /// <summary>How busy an instance is at the load that it is said to carry within its objective.</summary>
    private const double BusyWhenRated = 0.8;

    /// <summary>Beyond this utilisation the queue is full and the rest fails at once.</summary>
    private const double Full = 0.99;

    private readonly SimulatedCluster _cluster;
    private readonly SortedDictionary<ConfigDigest, double> _bad = [];
    private readonly List<SyntheticLoadArguments> _offered = [];
    private readonly SortedDictionary<InstanceId, double> _requests = [];
    private IReadOnlyList<ServiceCapacity> _capacities = [];

    internal SimulatedSyntheticLoad(SimulatedCluster cluster) => _cluster = cluster;

    /// <inheritdoc/>
    public string Name => "simulated-load";

    /// <inheritdoc/>
    /// <remarks>Set it before anything happens. Default: false.</remarks>
    public bool IsMeasured { get; set; }

    /// <summary>Time that an answer takes an instance that has nothing else to do. Default: 20 ms.</summary>
    public TimeSpan ServiceTime { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>What was offered so far, oldest first.</summary>
    public IReadOnlyList<SyntheticLoadArguments> Offered => _offered;

    /// <summary>Makes a revision fail a share of its requests whatever the load.</summary>
    /// <param name="digest">The revision.</param>
    /// <param name="errorRate">The share, 0 to 1.</param>
    public void FailFor(ConfigDigest digest, double errorRate) => _bad[digest] = errorRate;

    /// <summary>Requests that an instance has got so far.</summary>
    /// <param name="instance">The instance.</param>
    public long RequestsAt(InstanceId instance) => (long)Math.Ceiling(_requests.GetValueOrDefault(instance));

    /// <inheritdoc/>
    public async ValueTask<SyntheticLoadResult> OfferAsync(SyntheticLoadArguments arguments, CancellationToken cancellationToken)
    {
        _cluster.World.AssertThread($"{_cluster.Name}/load.Offer");
        cancellationToken.ThrowIfCancellationRequested();
        _offered.Add(arguments);
        _cluster.Note("load", $"offered to {arguments.Instance}: {string.Join(' ', arguments.Load.Select(l => FormattableString.Invariant($"{l.Key}={l.Value:0.###}")))}");
        DateTimeOffset end = _cluster.World.Now + arguments.Duration;
        double requests = 0;
        double errors = 0;
        double busiest = 0;
        while (_cluster.World.Now < end)
        {
            if (_cluster.Wiring.IsInUse)
            {
                _cluster.Wiring.Probe(arguments.Instance);
            }

            TimeSpan slice = end - _cluster.World.Now < Slice ? end - _cluster.World.Now : Slice;
            double utilisation = Utilisation(arguments);
            double made = arguments.Load.Values.Sum() * slice.TotalSeconds;
            double failed = Math.Max(utilisation <= 1 ? 0 : 1 - (1 / utilisation), _bad.GetValueOrDefault(arguments.Digest));
            _requests[arguments.Instance] = _requests.GetValueOrDefault(arguments.Instance) + made;
            (requests, errors, busiest) = (requests + made, errors + (made * failed), Math.Max(busiest, utilisation));
            await Internal.VirtualDelay.WaitAsync(_cluster.World.Time, slice, cancellationToken).ConfigureAwait(false);
        }

        TimeSpan mean = ServiceTime / (1 - Math.Min(busiest, Full));
        return new SyntheticLoadResult(
            (long)Math.Ceiling(requests), (long)Math.Ceiling(errors), mean * Math.Log(2), mean * Math.Log(20), mean * Math.Log(100))
        {
            Utilisation = Math.Min(busiest, 1),
        };
    }

    internal void Declare(IReadOnlyList<ServiceCapacity> capacities) => _capacities = capacities;

    /// <summary>How busy the load keeps the instance now, by the most demanding metric; infinite when it is gone.</summary>
    private double Utilisation(SyntheticLoadArguments arguments)
    {
        double power = _cluster.Fleet.Find(arguments.Instance) is { State: Topology.InstanceState.Ready } instance ? instance.Power : 0;
        ServiceCapacity? capacity = _capacities.FirstOrDefault(c => c.Service == arguments.Service);
        double utilisation = 0;
        foreach ((MetricName metric, double load) in arguments.Load)
        {
            double carried = power * (capacity?.LoadPerInstance.GetValueOrDefault(metric, load) ?? load);
            utilisation = Math.Max(utilisation, carried > 0 ? BusyWhenRated * load / carried : load > 0 ? double.PositiveInfinity : 0);
        }

        return utilisation;
    }
}
