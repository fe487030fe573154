using TopologyMirror.Data;
using TopologyMirror.Safety;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>The truth about one data set: its writes, its replicas, and who may write. Not thread-safe.</summary>
public sealed partial class SimulatedDataSet
{
    private readonly SimulatedCluster _cluster;
    private readonly SimulationRandom _random;
    private readonly SortedDictionary<InstanceId, SimulatedReplica> _replicas = [];
    private readonly SortedSet<InstanceId> _writers = [];
    private readonly SortedSet<InstanceId> _fenced = [];
    private readonly SortedSet<InstanceId> _pendingFences = [];
    private readonly Queue<(long Write, DateTimeOffset At)> _waiting = new();
    private readonly List<long> _acknowledged = [];
    private Func<InstanceId, bool> _holds = static _ => true;
    private SimulatedReplica _source;
    private InstanceId _former;
    private InstanceId? _pendingWriter;
    private InstanceId? _reverseTo;
    private DateTimeOffset? _parkedSince;
    private DateTimeOffset? _parkedUntil;
    private long _arrived;
    private int _parking;

    internal SimulatedDataSet(SimulatedCluster cluster, DataSetName name, ServiceName service, TimeSpan writeEvery)
    {
        (_cluster, Name, Service) = (cluster, name, service);
        _random = cluster.World.Random($"{cluster.Name}/store/{name}");
        _former = cluster.Fleet.Instances.First(i => i.Service == service).Id;
        _writers.Add(_former);
        _replicas[_former] = _source = new SimulatedReplica { Lag = ReplicaLag };
        cluster.World.Repeat(writeEvery, Step);
    }

    /// <summary>Its name.</summary>
    public DataSetName Name { get; }

    /// <summary>The service whose instances hold its replicas.</summary>
    public ServiceName Service { get; }

    /// <summary>How far new replicas are behind the writer. Default: 500 ms.</summary>
    public TimeSpan ReplicaLag { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Time after which a client gives up a write that was not acknowledged. Default: 30 seconds.</summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Writes that a client gave up: never acknowledged, so that nobody relies on them.</summary>
    public int TimedOut { get; private set; }

    /// <summary>Writes that were acknowledged to a client.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>The longest time that a client waited for an acknowledgement.</summary>
    public TimeSpan LongestWait { get; private set; }

    /// <summary>Acknowledged writes that the writer of now, or the last one, does not hold.</summary>
    public IEnumerable<long> Lost => _acknowledged.Except(_source.Applied.Select(a => a.Write));

    /// <summary>The most instances that could write at the same time so far.</summary>
    public int MostWriters { get; private set; } = 1;

    /// <summary>Who may write now, in ordinal order.</summary>
    public IReadOnlyCollection<InstanceId> Writers => _writers;

    /// <summary>Sets how far a replica is behind.</summary>
    /// <param name="instance">The instance that holds it.</param>
    /// <param name="lag">The time; null for one that stops to follow.</param>
    public void SetLag(InstanceId instance, TimeSpan? lag)
    {
        Settle();
        if (_replicas.TryGetValue(instance, out SimulatedReplica? replica))
        {
            replica.Lag = lag;
        }
    }

    /// <summary>Makes another replica the writer, as if it had always been: it must hold every write, and does after this.</summary>
    /// <param name="instance">The instance that holds it.</param>
    public void PlaceWriter(InstanceId instance)
    {
        Settle();
        _replicas[instance].Applied.Clear();
        _replicas[instance].Applied.AddRange(_source.Applied);
        (_source, _former) = (_replicas[instance], instance);
        _writers.Clear();
        _writers.Add(instance);
    }

    /// <summary>Says which instances hold replicas; the others hold none.</summary>
    /// <param name="holds">True for an instance that holds one.</param>
    public void HoldsOnly(Func<InstanceId, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        _holds = holds;
    }

    internal DataSetState Observe()
    {
        Settle();
        return new DataSetState
        {
            Name = Name,
            Service = Service,
            Writers = [.. _writers],
            PendingWriter = _pendingWriter,
            Replicas = [.. _replicas.Select(r => new ReplicaState(r.Key, AgreesUpTo(r.Key, r.Value), IsDiverged(r.Key) ? null : Behind(r.Value)))],
            Acknowledged = _acknowledged.Count,
            ParkedSince = _parkedSince,
            ParkedUntil = _parkedUntil,
            Fenced = [.. _fenced],
            PendingFences = [.. _pendingFences],
            ReverseTo = _reverseTo,
        };
    }

    internal void Accept(DataChange change, EffectKey key, Epoch epoch, InstanceId instance, DateTimeOffset until)
    {
        _ = change switch
        {
            DataChange.Fence => _pendingFences.Add(instance),
            DataChange.Promote => (_pendingWriter = instance) is not null,
            _ => false,
        };
        TimeSpan lag = _random.NextBetween(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(300));
        lag += change == DataChange.Fence ? _cluster.Trouble.Ignore() : TimeSpan.Zero;
        _cluster.World.Schedule(lag, () => BringIntoForce(change, key, epoch, instance, until));
    }

    private void BringIntoForce(DataChange change, EffectKey key, Epoch epoch, InstanceId instance, DateTimeOffset until)
    {
        Settle();
        switch (change)
        {
            case DataChange.Quiesce:
                Park(until);
                break;
            case DataChange.Release:
                Unpark();
                break;
            case DataChange.Fence:
                _pendingFences.Remove(instance);
                _fenced.Add(instance);
                _writers.Remove(instance);
                break;
            case DataChange.Promote:
                _pendingWriter = null;
                Promote(key, epoch, instance);
                break;
            default:
                _reverseTo = _replicas.TryGetValue(instance, out SimulatedReplica? former) && former != _source ? instance : _reverseTo;
                _ = _reverseTo == instance && (former!.Follows = true);
                break;
        }

        _cluster.Note("store", $"in force {change} of {Name} ({key})");
        _cluster.Store?.OnInForce?.Invoke(change);
    }

    private void Promote(EffectKey key, Epoch epoch, InstanceId instance)
    {
        if (!_replicas.TryGetValue(instance, out SimulatedReplica? replica) || _writers.Contains(instance))
        {
            return;
        }

        _cluster.Watch.Check(new ProposedEffect
        {
            Kind = ProposedEffectKind.PromoteReplica, Key = key, Epoch = epoch, DataSet = Name, Instances = [instance],
        });
        if (_source != replica)
        {
            _source.Follows = false;
            _reverseTo = null;
        }

        _source = replica;
        _fenced.Remove(instance);
        _writers.Add(instance);
        MostWriters = Math.Max(MostWriters, _writers.Count);
        _former = instance;
    }

    private void Park(DateTimeOffset until)
    {
        if (until <= _cluster.World.Now)
        {
            return;
        }

        int parking = ++_parking;
        _parkedSince ??= _cluster.World.Now;
        _parkedUntil = until;
        _cluster.World.Schedule(until - _cluster.World.Now, () => Unpark(parking));
    }

    private void Unpark(int? parking = null)
    {
        if (parking is null || parking == _parking)
        {
            (_parkedSince, _parkedUntil) = (null, null);
            _parking++;
        }
    }

    private void Step()
    {
        DateTimeOffset now = _cluster.World.Now;
        _waiting.Enqueue((_arrived++, now));
        for (int more = _parkedSince is null ? 0 : _cluster.Trouble.Growth(); more > 0; more--)
        {
            _waiting.Enqueue((_arrived++, now));
        }

        while (_waiting.TryPeek(out (long Write, DateTimeOffset At) oldest) && now - oldest.At > WriteTimeout)
        {
            _waiting.Dequeue();
            TimedOut++;
        }

        Settle();
        bool writes = _parkedSince is null && _writers.Contains(_former) && _cluster.Fleet.Find(_former) is { State: InstanceState.Ready };
        while (writes && _waiting.TryDequeue(out (long Write, DateTimeOffset At) write))
        {
            _source.Applied.Add((write.Write, now));
            _acknowledged.Add(write.Write);
            LongestWait = now - write.At > LongestWait ? now - write.At : LongestWait;
        }
    }

    /// <summary>Replicas come and go with their instances, and apply what is old enough.</summary>
    private void Settle()
    {
        foreach (SimulatedInstance instance in _cluster.Fleet.Instances.Where(i => i.Service == Service && i.State == InstanceState.Ready && _holds(i.Id) && !_replicas.ContainsKey(i.Id)))
        {
            _replicas[instance.Id] = new SimulatedReplica { Lag = ReplicaLag };
        }

        foreach (InstanceId gone in _replicas.Keys.Where(i => _cluster.Fleet.Find(i) is null).ToArray())
        {
            _replicas.Remove(gone);
        }

        foreach (SimulatedReplica replica in _replicas.Values.Where(r => r != _source))
        {
            replica.CatchUpWith(_source, _cluster.World.Now);
        }
    }

    private TimeSpan? Behind(SimulatedReplica replica) =>
        replica.Applied.Count >= _source.Applied.Count ? TimeSpan.Zero
        : replica is { Follows: true, Lag: not null } ? _cluster.World.Now - _source.Applied[replica.Applied.Count].At
        : null;
}
