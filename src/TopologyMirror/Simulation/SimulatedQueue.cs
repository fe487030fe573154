using System.Diagnostics.CodeAnalysis;

namespace TopologyMirror.Simulation;

/// <summary>
/// A message queue whose consumers are the instances of one service that work. A message is delivered at least once: one that is not
/// acknowledged is delivered again after the visibility time-out. Not thread-safe.
/// </summary>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "It is a message queue, not a collection.")]
public sealed class SimulatedQueue
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly SimulatedCluster _cluster;
    private readonly SimulatedWorkGate _gate;
    private readonly SimulationRandom _random;
    private readonly SortedDictionary<long, SimulatedMessage> _open = [];
    private readonly SortedDictionary<InstanceId, int> _inFlight = [];
    private readonly List<SimulatedDelivery> _deliveries = [];
    private long _sent;

    internal SimulatedQueue(SimulatedCluster cluster, SimulatedWorkGate gate, ServiceName service)
    {
        (_cluster, _gate, Service) = (cluster, gate, service);
        _random = cluster.World.Random($"{cluster.Name}/queue/{service}");
        gate.Count(i => _inFlight.GetValueOrDefault(i));
        cluster.World.Repeat(Poll, Deliver);
    }

    /// <summary>The service that consumes.</summary>
    public ServiceName Service { get; }

    /// <summary>Time after which a message that was not acknowledged is delivered again. Default: 30 seconds.</summary>
    public TimeSpan VisibilityTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>True when a message stays with its consumer for as long as that may work, whatever time it takes; then it is delivered again only after the consumer has ended. Default: false.</summary>
    public bool IsClaimed { get; set; }

    /// <summary>Shortest time that a message takes. Default: 100 ms.</summary>
    public TimeSpan ShortestProcessing { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest time that a message takes. Default: 2 seconds.</summary>
    public TimeSpan LongestProcessing { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Messages that one instance processes at a time. Default: 4.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>Messages sent so far.</summary>
    public long Sent => _sent;

    /// <summary>Messages that are not acknowledged yet.</summary>
    public int Open => _open.Count;

    /// <summary>Every attempt that has ended, in the order of their ends.</summary>
    public IReadOnlyList<SimulatedDelivery> Deliveries => _deliveries;

    /// <summary>Puts messages into the queue.</summary>
    /// <param name="count">How many.</param>
    public void Send(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _open[_sent] = new SimulatedMessage(_sent);
            _sent++;
        }
    }

    private void Deliver()
    {
        DateTimeOffset now = _cluster.World.Now;
        var ready = new Queue<SimulatedMessage>(Ready(now));
        foreach (InstanceId consumer in _gate.Working(Service).ToArray())
        {
            while (_inFlight.GetValueOrDefault(consumer) < Concurrency)
            {
                if (!ready.TryDequeue(out SimulatedMessage? message))
                {
                    return;
                }

                Begin(message, consumer, now);
            }
        }
    }

    private IEnumerable<SimulatedMessage> Ready(DateTimeOffset now) =>
        _open.Values.Where(m => m.Holder is null || (IsClaimed ? !_gate.MayEnd(m.Holder.Value) : now >= m.VisibleFrom)).Take(1_000);

    private void Begin(SimulatedMessage message, InstanceId consumer, DateTimeOffset now)
    {
        message.Holder = consumer;
        message.VisibleFrom = now + VisibilityTimeout;
        _inFlight[consumer] = _inFlight.GetValueOrDefault(consumer) + 1;
        _cluster.World.Schedule(_random.NextBetween(ShortestProcessing, LongestProcessing), () => End(message, consumer, now));
    }

    private void End(SimulatedMessage message, InstanceId consumer, DateTimeOffset from)
    {
        _inFlight[consumer]--;
        bool acknowledged = _gate.MayEnd(consumer) && message.Holder == consumer && _open.Remove(message.Number);
        _deliveries.Add(new SimulatedDelivery(message.Number, consumer, from, _cluster.World.Now, acknowledged));
        if (!acknowledged)
        {
            _cluster.Note("queue", $"refused the acknowledgement of {message.Number} by {consumer}");
        }

        _gate.Ended(consumer);
    }
}
