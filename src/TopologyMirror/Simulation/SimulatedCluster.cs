using TopologyMirror.Routing;

namespace TopologyMirror.Simulation;

/// <summary>The truth about one cluster of a simulated world, and its ports. Not thread-safe.</summary>
public sealed class SimulatedCluster
{
    private readonly List<SimulatedRouter> _routers = [];

    internal SimulatedCluster(SimulationWorld world, ClusterName name)
    {
        World = world;
        Name = name;
        Fleet = new SimulatedFleet(this);
        Monitoring = new SimulatedMonitoring(this);
        Configuration = new SimulatedConfiguration(this);
        Metrics = new SimulatedMetricSource(this);
        Wiring = new SimulatedWiring(this);
        SyntheticLoad = new SimulatedSyntheticLoad(this);
        Watch = new SimulationWatch(this);
        Calls = new SimulatedCalls(this);
        Trouble = new SimulatedTrouble(this);
        Names = new SimulatedNames(this);
        AddRouter("lb");
    }

    /// <summary>The world.</summary>
    public SimulationWorld World { get; }

    /// <summary>Its name.</summary>
    public ClusterName Name { get; }

    /// <summary>How fast its parts are. Set it before anything happens.</summary>
    public SimulationProfile Profile { get; set; } = new();

    /// <summary>Its instances.</summary>
    public SimulatedFleet Fleet { get; }

    /// <summary>Its routers, in order; one named <c>lb</c> from the beginning.</summary>
    public IReadOnlyList<SimulatedRouter> Routers => _routers;

    /// <summary>Its name service; without a record from the beginning.</summary>
    public SimulatedNames Names { get; }

    /// <summary>Its monitoring.</summary>
    public SimulatedMonitoring Monitoring { get; }

    /// <summary>Its configuration.</summary>
    public SimulatedConfiguration Configuration { get; }

    /// <summary>Its load metrics.</summary>
    public SimulatedMetricSource Metrics { get; }

    /// <summary>Whom its instances call; in use once a pipeline is built with <c>UseSimulatedWiring</c>.</summary>
    public SimulatedWiring Wiring { get; }

    /// <summary>What offers load to its shadow instances; in use once a pipeline is built with <c>UseSimulatedLoad</c>.</summary>
    public SimulatedSyntheticLoad SyntheticLoad { get; }

    /// <summary>Holds every effect against the invariants on the ground truth.</summary>
    public SimulationWatch Watch { get; }

    /// <summary>Its work gate; null until it is switched on.</summary>
    public SimulatedWorkGate? WorkGate { get; private set; }

    /// <summary>Its store; null until it is switched on.</summary>
    public SimulatedStore? Store { get; private set; }

    /// <summary>What goes wrong with a call to any of its ports, by the names of port and call. Default: nothing.</summary>
    public Func<string, string, SimulatedCallFault> CallFaults { get; set; } = static (_, _) => SimulatedCallFault.None;

    internal SimulatedCalls Calls { get; }

    internal SimulatedTrouble Trouble { get; }

    /// <summary>Switches its work gate on. Before the pipeline is built.</summary>
    public SimulatedWorkGate AddWorkGate() => WorkGate ??= new SimulatedWorkGate(this);

    /// <summary>Adds a queue, and the work gate where it is not there yet.</summary>
    /// <param name="service">The service that consumes.</param>
    public SimulatedQueue AddQueue(ServiceName service) => new(this, AddWorkGate(), service);

    /// <summary>Adds work that is due once a second, and the work gate where it is not there yet.</summary>
    /// <param name="service">The service whose work it is.</param>
    public SimulatedCron AddCron(ServiceName service) => new(this, AddWorkGate(), service);

    /// <summary>Switches its store on. Before the pipeline is built.</summary>
    /// <param name="reversible">Whether a former writer can follow the new one.</param>
    public SimulatedStore AddStore(bool reversible = true) => Store ??= new SimulatedStore(this, reversible);

    /// <summary>Adds a router.</summary>
    /// <param name="name">Its name.</param>
    public SimulatedRouter AddRouter(string name)
    {
        var router = new SimulatedRouter(this, name);
        _routers.Add(router);
        return router;
    }

    /// <summary>Puts instances into live as if they had always been there: ready, routed by every router, watched.</summary>
    /// <param name="service">The service.</param>
    /// <param name="count">How many.</param>
    public void StartLive(ServiceName service, int count)
    {
        foreach (SimulatedInstance instance in Fleet.PlaceReady(service, count))
        {
            instance.FirstRoutedAt = World.Now - Profile.WarmUp;
            Monitoring.Place(instance.Id);
            Names.Place(instance.Id);
            foreach (SimulatedRouter router in _routers)
            {
                router.Place(instance.Id);
            }
        }
    }

    /// <summary>The ground truth as a view, without what committed runs say of sides.</summary>
    public WorldView Truth() => TruthAt(World.Now);

    /// <summary>The routes as an observation within the age limit may have shown them.</summary>
    internal IReadOnlyList<RouteTable> SteadyRoutes(DateTimeOffset at) => [.. _routers.Select(r => r.Steady(at)), .. TruthOfNames(at)];

    private IEnumerable<RouteTable> TruthOfNames(DateTimeOffset at) => Names.Truth().Select(t => new RouteTable(t.Router, at, t.Routes));

    /// <summary>The ground truth of now, with another time on it.</summary>
    internal WorldView TruthAt(DateTimeOffset at) => new()
    {
        Topology = Fleet.Truth(at),
        Routes = [.. _routers.Select(r => r.Truth(at)), .. TruthOfNames(at)],
        Monitoring = Monitoring.Truth(at),
        Work = WorkGate?.Truth(at),
        Data = Store?.Truth(at),
        Wiring = Wiring.Truth(at),
    };

    /// <summary>Instances of a service that are ready and get requests from every router now.</summary>
    /// <param name="service">The service.</param>
    public int Serving(ServiceName service) => Fleet.Instances.Count(i => i.Service == service && i.IsServing);

    /// <summary>The load that a service's serving instances can carry now, in units of one warm instance.</summary>
    /// <param name="service">The service.</param>
    public double Power(ServiceName service) => Fleet.Instances.Where(i => i.Service == service && i.IsServing).Sum(i => i.Power);

    /// <summary>What a service does with a load now.</summary>
    /// <param name="service">The service.</param>
    /// <param name="offered">The load that arrives, in units of one warm instance.</param>
    public SimulatedWork Work(ServiceName service, double offered) => new(offered, Power(service));

    /// <summary>What a service serves of a load now, when requests are spread by weight: what one instance cannot carry is not carried by another.</summary>
    /// <param name="service">The service.</param>
    /// <param name="offered">The load that arrives, in units of one warm instance.</param>
    public double ServedAsRouted(ServiceName service, double offered) =>
        Fleet.Instances.Where(i => i.Service == service && i.State == TopologyMirror.Topology.InstanceState.Ready).Sum(i => Math.Min(offered * ShareOf(i), i.Power));

    /// <summary>The instance's part of its service's requests: the mean over the routers of its part of the weights.</summary>
    internal double ShareOf(SimulatedInstance instance)
    {
        double share = 0;
        foreach (SimulatedRouter router in _routers)
        {
            double weights = Fleet.Instances
                .Where(i => i.Service == instance.Service && i.State == TopologyMirror.Topology.InstanceState.Ready)
                .Sum(i => router.Effective(i.Id));
            share += weights > 0 ? router.Effective(instance.Id) / weights : 0;
        }

        return share / _routers.Count;
    }

    internal void Note(string part, string text) => World.Note($"{Name}/{part}", text);
}
