using TopologyMirror.Capacity;
using TopologyMirror.Durability;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Safety;
using TopologyMirror.Switchover;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>
/// Holds every effect that takes place against the invariants on the ground truth: the classes that guard the ports in production, with
/// the age limits as allowance. Also keeps stale owners out, as a fencing port does.
/// </summary>
public sealed partial class SimulationWatch
{
    /// <summary>Whatever takes capacity out rests on a load, so that this one has nothing to say before the loads are told.</summary>
    private static readonly ISafetyInvariant[] WithoutLoad = [.. SafetyInvariants.All.Where(i => i is not FreshObservationInvariant)];

    private readonly SimulatedCluster _cluster;
    private readonly List<SafetyBreach> _violations = [];
    private IReadOnlyList<ServiceCapacity> _capacities = [];
    private IReadOnlyList<LoadMetric> _metrics = [];
    private SafetyOptions _limits = new();
    private IReadOnlyList<ISafetyInvariant> _invariants = WithoutLoad;
    private readonly SortedDictionary<RunId, RunPlan> _plans = [];
    private IReadOnlyList<ServiceSpecification> _services = [];
    private RunBook _book = RunBook.Empty;
    private readonly HashSet<EffectKey> _admitted = [];
    private Epoch _highest;

    internal SimulationWatch(SimulatedCluster cluster) => _cluster = cluster;

    /// <summary>Effects that broke an invariant on the ground truth.</summary>
    public IReadOnlyList<SafetyBreach> Violations => _violations;

    /// <summary>What an instance carries in truth, as a multiple of what it is said to carry, by the time. Default: 1.</summary>
    public Func<DateTimeOffset, double> TrueCapacity { get; set; } = static _ => 1;

    /// <summary>Effects that took place.</summary>
    public long Effects { get; private set; }

    /// <summary>Tells what the effects are held against. Until then nothing is checked but what needs no load.</summary>
    /// <param name="capacities">Bounds and load per instance, per service.</param>
    /// <param name="metrics">The load metrics.</param>
    /// <param name="limits">The limits.</param>
    public void HoldTo(IReadOnlyList<ServiceCapacity> capacities, IReadOnlyList<LoadMetric> metrics, SafetyOptions limits)
    {
        ArgumentNullException.ThrowIfNull(capacities);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(limits);
        (_capacities, _metrics, _limits, _invariants) = (capacities, metrics, limits, SafetyInvariants.All);
    }

    /// <summary>Tells what work the services declare. Until then none may work.</summary>
    /// <param name="services">The services.</param>
    public void HoldTo(IReadOnlyList<ServiceSpecification> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
    }

    /// <summary>Of a singleton one instance works at a time, whoever let it.</summary>
    internal void CheckSingleWorker(ServiceName service, InstanceId instance, IEnumerable<InstanceId> others)
    {
        if (_services.Any(s => s.Name == service && s.Work == WorkKind.Singleton) && others.FirstOrDefault() is { Value: not null } other)
        {
            var breach = new SafetyBreach(11, "passive-work", $"instance '{instance}' does the work of {service} beside '{other}'");
            _violations.Add(breach);
            _cluster.Note("watch", $"{breach}");
        }
    }

    /// <summary>The ports keep no stale owner out, as those that cannot fence. Default: they do.</summary>
    internal bool LetsStaleOwnersIn { get; set; }

    internal void Fence(string port, EffectKey key, Epoch epoch)
    {
        if (epoch < _highest)
        {
            if (LetsStaleOwnersIn)
            {
                return;
            }

            _cluster.Note(port, $"refused {key}: epoch {epoch} is older than {_highest}");
            throw new StaleEpochException(_cluster.Name, epoch, _highest);
        }

        _highest = epoch;
        _admitted.Add(key);
    }

    /// <summary>The plan of a run, open or ended; null for a fleet change.</summary>
    internal RunPlan? PlanOf(RunId run)
    {
        Recover();
        return _plans.GetValueOrDefault(run);
    }

    internal void Check(ProposedEffect effect)
    {
        Effects++;
        Checks += _capacities.Count == 0 ? WithoutLoad.Length : SafetyInvariants.All.Count;
        Recover();
        WorldView truth = Truth([.. effect.Instances, .. effect.Weights.Where(static w => w.Weight == 0).Select(static w => w.Instance)]);
        truth = truth with { Routes = [.. truth.Routes.Select(InForce)] };
        var context = new SafetyContext
        {
            Now = Wall,
            World = truth,
            Needs = [.. _capacities.Select(LeastNeed)],
            Capacities = [.. _capacities.Select(LeastFloor)],
            Services = _services,
            Run = RunOf(effect),
            Established = _book.Established,
            Release = _book.Release,
            LastUndoing = _book.LastUndoing,
            // What was let in by the owner of its time comes into force as that owner's, however late.
            HeldEpoch = _admitted.Contains(effect.Key) ? effect.Epoch : _highest,
            Limits = _limits,
        };
        foreach (SafetyBreach breach in SafetyInvariants.Check(_invariants, context, effect))
        {
            _violations.Add(breach);
            _cluster.Note("watch", $"{effect.Key} {effect.Kind} broke {breach}");
        }
    }

    private WorldView Truth(IReadOnlyCollection<InstanceId> known)
    {
        // The controller's records are of its own clock, and so is what they are held against.
        return _cluster.TruthAt(Wall) with { Sides = _book.Sides, Topology = _cluster.Fleet.Steady(Wall, known), Routes = _cluster.SteadyRoutes(Wall) };
    }

    /// <summary>A drain takes place when it is in force, and is checked then: one that is only accepted has taken nothing away yet.</summary>
    private static RouteTable InForce(RouteTable table) =>
        new(table.Router, table.ObservedAt, table.Routes.Select(r => r.PendingWeight == 0 ? r with { PendingWeight = null } : r));

    /// <summary>The run that the effect belongs to: the open one, or the one that has ended while the data plane lagged.</summary>
    private SwitchoverState? RunOf(ProposedEffect effect) =>
        _book.Open is { } open && (open.Plan.Run == effect.Key.Run || effect.Kind == ProposedEffectKind.ActivateWork) ? open : null;

    private void Recover()
    {
        foreach (JournalRecord record in _cluster.World.Store.Read(_cluster.Name, _book.Sequence))
        {
            RunBook before = _book;
            _book = _book.Apply(record);
            Count(before, record);
            if (record.Kind == JournalRecordKind.Opened)
            {
                _plans[record.Run] = _book.Open!.Plan;
            }
        }
    }

    /// <summary>The lowest floor that was in force at any look within the age limit.</summary>
    private ServiceCapacity LeastFloor(ServiceCapacity capacity)
    {
        DateTimeOffset now = _cluster.World.Now;
        DateTimeOffset before = now - _limits.ObservationAgeLimit;
        return capacity.FloorIn(before, before).Floor < capacity.FloorIn(now, now).Floor ? capacity.In(before, before) : capacity.In(now, now);
    }

    /// <summary>The least that any observation within the age limit could have asked for: an effect that was right then is no violation now.</summary>
    private ServiceNeed LeastNeed(ServiceCapacity capacity)
    {
        double least = double.PositiveInfinity;
        DateTimeOffset now = _cluster.World.Now;
        TimeSpan allowance = _metrics.Count == 0 ? TimeSpan.Zero : _metrics.Max(m => m.StaleAfter + m.Step);
        TimeSpan stride = _metrics.Count == 0 ? TimeSpan.FromMinutes(1) : _metrics.Min(m => m.Step);
        for (DateTimeOffset at = now - allowance; at <= now; at += stride)
        {
            double need = 0;
            foreach (LoadMetric metric in _metrics)
            {
                double load = _cluster.Metrics.Loads.TryGetValue(metric.Name, out SimulatedLoad? known) ? known.At(at) : double.NaN;
                need = double.IsNaN(load) ? need : Math.Max(need, capacity.InstancesFor(metric, load) ?? 0);
            }

            least = Math.Min(least, need / TrueCapacity(at));
        }

        double real = double.IsFinite(least) ? least : 0;
        return new ServiceNeed(capacity.Service, real, capacity.Round(real), null, now, IsStale: false);
    }
}
