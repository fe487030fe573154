using TopologyMirror.Safety;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>
/// The truth of whom instances call. An instance whose links nobody has set calls live, as the configuration that it shares with live says:
/// whoever probes it before it is wired reaches live.
/// </summary>
public sealed class SimulatedWiring : IServiceWiring
{
    private readonly SimulatedCluster _cluster;
    private readonly SortedDictionary<InstanceId, SortedDictionary<ServiceName, WireLink>> _set = [];
    private IReadOnlyList<ServiceSpecification> _services = [];

    internal SimulatedWiring(SimulatedCluster cluster) => _cluster = cluster;

    /// <inheritdoc/>
    public PortDescription Description { get; } = new("simulated-wiring", PortCapabilities.None, Fencing.Atomic);

    /// <summary>Probes made so far, of shadow and live instances.</summary>
    public int Probes { get; private set; }

    /// <summary>Probes that reached an instance that serves, the probed one included.</summary>
    public int ProbesThatReachedLive { get; private set; }

    /// <summary>False until somebody says who depends on whom: then nothing is wired, and the cluster has no wiring.</summary>
    internal bool IsInUse => _services.Count > 0;

    /// <inheritdoc/>
    public ValueTask<WiringSnapshot> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        _cluster.Calls.AnswerAsync("wiring", "Observe", () => Snapshot(_cluster.World.Wall), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask WireAsync(WireArguments arguments, CancellationToken cancellationToken) =>
        await _cluster.Calls.AnswerAsync("wiring", "Wire", () => Wire(arguments), [.. arguments.Links.Select(l => l.Instance)], null, cancellationToken).ConfigureAwait(false);

    /// <summary>Says who depends on whom. <c>UseSimulatedWiring</c> does so by itself.</summary>
    /// <param name="services">The services.</param>
    public void Declare(IReadOnlyList<ServiceSpecification> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
    }

    /// <summary>Whom an instance calls for a dependency now; null when nobody is there to be called.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="dependency">The dependency.</param>
    public WireLink? LinkOf(InstanceId instance, ServiceName dependency)
    {
        if (_set.TryGetValue(instance, out SortedDictionary<ServiceName, WireLink>? own) && own.TryGetValue(dependency, out WireLink? link))
        {
            return link;
        }

        InstanceId[] live = [.. _cluster.Fleet.Instances.Where(i => i.Service == dependency && IsLive(i.Id)).Select(i => i.Id)];
        return live.Length == 0 ? null : WireLink.To(instance, dependency, live);
    }

    /// <summary>Somebody wires an instance by hand.</summary>
    /// <param name="link">The link.</param>
    public void Set(WireLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        if (!_set.TryGetValue(link.Instance, out SortedDictionary<ServiceName, WireLink>? own))
        {
            _set[link.Instance] = own = [];
        }

        own[link.Dependency] = link;
    }

    /// <summary>Sends one request to an instance and follows it along the links.</summary>
    /// <param name="instance">The instance that is probed.</param>
    public SimulatedProbe Probe(InstanceId instance)
    {
        var probe = new SimulatedProbe(0, 0, 0);
        var seen = new SortedSet<InstanceId> { instance };
        var next = new Queue<InstanceId>([instance]);
        while (next.TryDequeue(out InstanceId caller))
        {
            foreach (WireLink link in LinksOf(caller))
            {
                probe = link.IsShared ? probe with { Shared = probe.Shared + 1 } : probe;
                foreach (InstanceId target in link.Targets)
                {
                    probe = IsLive(target) ? probe with { Live = probe.Live + 1 } : probe with { Shadow = probe.Shadow + 1 };
                    if (seen.Add(target))
                    {
                        next.Enqueue(target);
                    }
                }
            }
        }

        Probes++;
        if (probe.Live > 0 || IsLive(instance))
        {
            ProbesThatReachedLive++;
            _cluster.Note("wiring", $"a probe of {instance} reached live");
        }

        return probe;
    }

    internal WiringView? Truth(DateTimeOffset at) => IsInUse ? new WiringView(Snapshot(at), _services) : null;

    private WiringSnapshot Snapshot(DateTimeOffset at) => new(at, _cluster.Fleet.Instances.SelectMany(i => LinksOf(i.Id)));

    private IEnumerable<WireLink> LinksOf(InstanceId instance)
    {
        ServiceSpecification? service = _cluster.Fleet.Find(instance) is { } known ? _services.FirstOrDefault(s => s.Name == known.Service) : null;
        if (service is null)
        {
            yield break;
        }

        foreach (ServiceName dependency in service.DependsOn.Concat(service.Shares).Distinct().Order())
        {
            WireLink? link = service.Shares.Contains(dependency) ? WireLink.Shared(instance, dependency) : LinkOf(instance, dependency);
            if (link is not null)
            {
                yield return link;
            }
        }
    }

    private bool IsLive(InstanceId instance) => _cluster.Routers.Any(r => r.WeightInForce(instance) > 0);

    private bool Wire(WireArguments arguments)
    {
        _cluster.Watch.Fence("wiring", arguments.Key, arguments.Epoch);
        WireLink[] links = [.. arguments.Links.Where(l => _cluster.Fleet.Find(l.Instance) is not null)];
        _cluster.Watch.Check(new ProposedEffect
        {
            Kind = ProposedEffectKind.Wire, Key = arguments.Key, Epoch = arguments.Epoch, Links = links, Instances = [.. links.Select(l => l.Instance).Distinct()],
        });
        foreach (WireLink link in links)
        {
            Set(link);
            _cluster.Note("wiring", $"{link} ({arguments.Key})");
        }

        return true;
    }
}
