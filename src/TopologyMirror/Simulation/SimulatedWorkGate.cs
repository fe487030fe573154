using TopologyMirror.Data;
using TopologyMirror.Safety;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>
/// The background work of a simulated cluster: changes take their time, what was begun is ended before work counts as stopped, and work hangs
/// on a lease that is renewed every second while the instance can be reached. A lost instance works on until its lease has run out.
/// </summary>
public sealed class SimulatedWorkGate : IWorkGate
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(1);

    private readonly SimulatedCluster _cluster;
    private readonly SimulationRandom _random;
    private readonly SortedDictionary<InstanceId, SimulatedWorkState> _states = [];
    private readonly SortedSet<InstanceId> _unstoppable = [];
    private readonly List<Func<InstanceId, int>> _inFlight = [];

    internal SimulatedWorkGate(SimulatedCluster cluster)
    {
        _cluster = cluster;
        _random = cluster.World.Random($"{cluster.Name}/work");
        cluster.Fleet.OnTerminated += i => _states.Remove(i.Id);
        cluster.World.Repeat(Renewal, Renew);
    }

    /// <inheritdoc/>
    public PortDescription Description { get; } = new("simulated-work", PortCapabilities.StartsWork, Fencing.Atomic);

    /// <summary>Shortest time from a change that is accepted to one that is in force. Default: 200 ms.</summary>
    public TimeSpan ShortestChange { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest time from a change that is accepted to one that is in force. Default: 2 seconds.</summary>
    public TimeSpan LongestChange { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long work goes on without a renewal of its lease. Default: 30 seconds.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What goes wrong: <c>Activate</c>, <c>Passivate</c>.</summary>
    public SimulatedFaults Faults { get; } = new();

    /// <summary>The instances that take up work now, in ordinal order; a lost one too, while its lease lasts.</summary>
    /// <param name="service">Their service.</param>
    public IEnumerable<InstanceId> Working(ServiceName service) => _states.Where(s => s.Value.Service == service && s.Value.TakesUp && MayEnd(s.Key)).Select(s => s.Key);

    /// <summary>True while an instance may end what it has begun: its work is active, its lease lasts and it has not died.</summary>
    /// <param name="instance">The instance.</param>
    public bool MayEnd(InstanceId instance) =>
        _states.TryGetValue(instance, out SimulatedWorkState? state) && state.IsActive && _cluster.World.Now < state.LeaseUntil
        && _cluster.Fleet.Find(instance)?.State != InstanceState.Failed;

    /// <summary>The instances whose processes were started with their work, in ordinal order: those of services that are kept unstarted.</summary>
    public IEnumerable<InstanceId> Started => _states.Where(s => s.Value is { StartsProcess: true, IsActive: true }).Select(s => s.Key);

    /// <summary>Makes an instance one whose work does not stop, whatever it is told.</summary>
    /// <param name="instance">The instance.</param>
    public void NeverStop(InstanceId instance) => _unstoppable.Add(instance);

    /// <inheritdoc/>
    public ValueTask<WorkSnapshot> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        _cluster.Calls.AnswerAsync("work", "Observe", () => Truth(_cluster.World.Wall), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SetAsync(WorkArguments arguments, CancellationToken cancellationToken) =>
        await _cluster.Calls.AnswerAsync("work", "Set", () => Accept(arguments), arguments.Instances, null, cancellationToken).ConfigureAwait(false);

    internal WorkSnapshot Truth(DateTimeOffset? at = null) => new(at ?? _cluster.World.Now, _states.Select(s => new InstanceWork
    {
        Instance = s.Key,
        Service = s.Value.Service,
        IsActive = s.Value.IsActive && _cluster.World.Now < s.Value.LeaseUntil,
        PendingActive = s.Value.Accepted == s.Value.TakesUp && s.Value.IsActive == s.Value.TakesUp ? null : s.Value.Accepted,
        InFlight = _inFlight.Sum(f => f(s.Key)),
        LeaseUntil = s.Value.IsActive ? s.Value.LeaseUntil : null,
        Fault = s.Value.Fault,
    }));

    /// <summary>Counts pieces of work that an instance has begun and not ended.</summary>
    internal void Count(Func<InstanceId, int> inFlight) => _inFlight.Add(inFlight);

    /// <summary>A piece of work ended: an instance that is to stop may have ended its last.</summary>
    internal void Ended(InstanceId instance)
    {
        if (_states.TryGetValue(instance, out SimulatedWorkState? state) && state is { IsActive: true, TakesUp: false } && _inFlight.Sum(f => f(instance)) == 0)
        {
            state.IsActive = false;
            _cluster.Note("work", $"{instance} has stopped");
        }
    }

    private bool Accept(WorkArguments arguments)
    {
        _cluster.Watch.Fence("work", arguments.Key, arguments.Epoch);
        if (Faults.Strikes(arguments.Active ? "Activate" : "Passivate"))
        {
            return true;
        }

        _cluster.Watch.Check(new ProposedEffect
        {
            Kind = arguments.Active ? ProposedEffectKind.ActivateWork : ProposedEffectKind.PassivateWork,
            Key = arguments.Key, Epoch = arguments.Epoch, Service = arguments.Service, Instances = arguments.Instances,
        });
        foreach (InstanceId id in arguments.Instances.Where(i => _cluster.Fleet.Find(i) is not null))
        {
            if (!_states.TryGetValue(id, out SimulatedWorkState? state))
            {
                _states[id] = state = new SimulatedWorkState(arguments.Service);
            }

            state.StartsProcess = arguments.StartsProcess;
            state.Accepted = arguments.Active;
            int version = ++state.Version;
            _cluster.World.Schedule(_random.NextBetween(ShortestChange, LongestChange), () => BringIntoForce(id, state, version));
        }

        _cluster.Note("work", $"accepted {(arguments.Active ? "start" : "stop")} {string.Join(' ', arguments.Instances)} ({arguments.Key})");
        return true;
    }

    private void BringIntoForce(InstanceId id, SimulatedWorkState state, int version)
    {
        if (state.Version != version || _cluster.Fleet.Find(id) is not { HasFailed: false } || (!state.Accepted && _unstoppable.Contains(id)))
        {
            return;
        }

        if (state.Accepted)
        {
            _cluster.Watch.CheckSingleWorker(state.Service, id, _states.Keys.Where(o => o != id && _states[o].Service == state.Service && MayEnd(o)));
            state.LeaseUntil = _cluster.World.Now + LeaseDuration;
            (state.IsActive, state.TakesUp) = (true, true);
            _cluster.Note("work", $"{id} works");
            return;
        }

        state.TakesUp = false;
        Ended(id);
    }

    private void Renew()
    {
        foreach ((InstanceId id, SimulatedWorkState state) in _states.ToArray())
        {
            SimulatedInstance? instance = _cluster.Fleet.Find(id);
            if (instance is { HasFailed: false })
            {
                state.LeaseUntil = state.IsActive ? _cluster.World.Now + LeaseDuration : state.LeaseUntil;
            }
            else if (_cluster.World.Now >= state.LeaseUntil)
            {
                _states.Remove(id);
            }
        }
    }
}
