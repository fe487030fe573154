using TopologyMirror.Data;
using TopologyMirror.Durability;

namespace TopologyMirror.Hosting;

/// <summary>
/// A work gate over switches in this process: for tests, samples, and hosts that run several instances in one process. Each observation
/// renews the leases of what works. Thread-safe.
/// </summary>
public sealed class WorkSwitchGate : IWorkGate
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<InstanceId, (ServiceName Service, WorkSwitch Switch)> _switches = [];
    private readonly ClusterName _cluster;
    private readonly TimeProvider _time;
    private Epoch _highest;

    /// <summary>Creates a gate without instances.</summary>
    /// <param name="cluster">The cluster that they belong to.</param>
    /// <param name="time">The clock that observations are stamped by.</param>
    public WorkSwitchGate(ClusterName cluster, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_cluster, _time) = (cluster, time);
    }

    /// <inheritdoc/>
    public PortDescription Description { get; } = new("work-switches", PortCapabilities.None, Fencing.Atomic);

    /// <summary>Adds an instance, or gives it another switch.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="service">Its service.</param>
    /// <param name="work">The switch of its work.</param>
    public void Add(InstanceId instance, ServiceName service, WorkSwitch work)
    {
        ArgumentNullException.ThrowIfNull(work);
        lock (_lock)
        {
            _switches[instance] = (service, work);
        }
    }

    /// <summary>Forgets an instance: to the gate it does not work. An instance that may still work must have stopped before.</summary>
    /// <param name="instance">The instance.</param>
    public void Remove(InstanceId instance)
    {
        lock (_lock)
        {
            _switches.Remove(instance);
        }
    }

    /// <inheritdoc/>
    public ValueTask<WorkSnapshot> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            foreach ((_, WorkSwitch work) in _switches.Values)
            {
                work.Renew();
            }

            return ValueTask.FromResult(new WorkSnapshot(_time.GetUtcNow(), [.. _switches.Select(s => Observe(s.Key, s.Value.Service, s.Value.Switch))]));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="StaleEpochException">A later owner has been here before.</exception>
    public ValueTask SetAsync(WorkArguments arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (arguments.Epoch < _highest)
            {
                throw new StaleEpochException(_cluster, arguments.Epoch, _highest);
            }

            _highest = arguments.Epoch;
            foreach (InstanceId id in arguments.Instances.Where(_switches.ContainsKey))
            {
                WorkSwitch work = _switches[id].Switch;
                if (arguments.Active)
                {
                    work.RequestActive();
                }
                else
                {
                    work.RequestPassive();
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    private static InstanceWork Observe(InstanceId id, ServiceName service, WorkSwitch work)
    {
        (WorkSwitchState state, bool isWanted, DateTimeOffset? leaseUntil, string? fault) = work.Observe();
        bool isActive = state is WorkSwitchState.Active or WorkSwitchState.Stopping;
        return new InstanceWork
        {
            Instance = id,
            Service = service,
            IsActive = isActive,
            PendingActive = state == WorkSwitchState.Stopping ? false : state == WorkSwitchState.Starting ? true : isWanted == isActive ? null : isWanted,
            LeaseUntil = leaseUntil,
            Fault = fault,
        };
    }
}
