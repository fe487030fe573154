using TopologyMirror.Capacity;
using TopologyMirror.Data;
using TopologyMirror.Metrics;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Routing;

/// <summary>Puts a world view together, piece by piece.</summary>
internal sealed class TestWorld
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly ServiceName Web = new("web");
    public static readonly ClusterName Shop = new("shop");
    public static readonly ConfigDigest Old = new(new string('a', ConfigDigest.Length));
    public static readonly ConfigDigest New = new(new string('b', ConfigDigest.Length));

    private readonly SortedDictionary<InstanceId, ObservedInstance> _instances = [];
    private readonly List<(string Name, SortedDictionary<InstanceId, InstanceRoute> Routes)> _routers = [];
    private readonly SortedSet<InstanceId> _watched = [];
    private readonly SortedDictionary<InstanceId, ServiceName> _told = [];
    private SortedDictionary<InstanceId, InstanceWork>? _work;
    private SortedDictionary<DataSetName, DataSetState>? _data;
    private SideAssignments _sides = SideAssignments.None;

    public TestWorld(params string[] routers) => _routers.AddRange((routers.Length == 0 ? ["lb"] : routers).Select(r => (r, new SortedDictionary<InstanceId, InstanceRoute>())));

    public DateTimeOffset ObservedAt { get; set; } = Noon;

    public static InstanceId Id(string id) => new(id);

    public static InstanceId[] Ids(params string[] ids) => [.. ids.Select(Id)];

    public static ServiceCapacity Capacity(int floor = 1, int ceiling = 100, string service = "web") => new()
    {
        Service = new ServiceName(service), Floor = floor, Ceiling = ceiling, LoadPerInstance = new SortedDictionary<MetricName, double> { [new("rps")] = 10 },
    };

    public static ServiceNeed Need(double instances, bool stale = false, string service = "web") =>
        new(new ServiceName(service), instances, Capacity(service: service).Round(instances), new MetricName("rps"), Noon, stale);

    public TestWorld Add(
        string id, InstanceState state = InstanceState.Ready, int weight = -1, string service = "web", ConfigDigest? digest = null, DateTimeOffset? launched = null)
    {
        _instances[Id(id)] = new ObservedInstance
        {
            Id = Id(id), Service = new ServiceName(service), State = state, LaunchedAt = launched ?? Noon.AddMinutes(-1), Digest = digest ?? Old,
        };
        return weight < 0 ? this : Route(id, weight);
    }

    /// <summary>Ready and routed by every router.</summary>
    public TestWorld Live(params string[] ids) => ids.Aggregate(this, static (w, id) => w.Add(id, weight: RouteWeight.Full));

    /// <summary>Ready and in no router's table.</summary>
    public TestWorld Cover(params string[] ids) => ids.Aggregate(this, static (w, id) => w.Add(id));

    public TestWorld Change(string id, Func<ObservedInstance, ObservedInstance> change)
    {
        _instances[Id(id)] = change(_instances[Id(id)]);
        return this;
    }

    public TestWorld In(string id, InstanceState state) => Change(id, i => i with { State = state });

    public TestWorld Gone(params string[] ids)
    {
        Array.ForEach(ids, id => _instances.Remove(Id(id)));
        return this;
    }

    public TestWorld Route(string id, int weight, int? pending = null, int? connections = null, string? router = null)
    {
        foreach ((string name, SortedDictionary<InstanceId, InstanceRoute> routes) in _routers.Where(r => router is null || string.Equals(r.Name, router, StringComparison.Ordinal)))
        {
            routes[Id(id)] = new InstanceRoute { Instance = Id(id), Weight = weight, PendingWeight = pending, OpenConnections = connections };
        }

        return this;
    }

    public TestWorld Unlisted(string id)
    {
        _routers.ForEach(r => r.Routes.Remove(Id(id)));
        return this;
    }

    public TestWorld Watch(params string[] ids)
    {
        _watched.UnionWith(Ids(ids));
        return this;
    }

    /// <summary>Work of an instance, as a gate shows it; the world has a gate from then on.</summary>
    public TestWorld Works(string id, bool active = true, bool? pending = null, int inFlight = 0, DateTimeOffset? lease = null, string? fault = null, string service = "web")
    {
        _work ??= [];
        _work[Id(id)] = new InstanceWork
        {
            Instance = Id(id), Service = new ServiceName(service), IsActive = active, PendingActive = pending, InFlight = inFlight, LeaseUntil = lease, Fault = fault,
        };
        return this;
    }

    /// <summary>The world has a gate, and nobody works.</summary>
    public TestWorld Gated()
    {
        _work ??= [];
        return this;
    }

    public TestWorld ToldToWork(params string[] ids)
    {
        Array.ForEach(ids, i => _told[Id(i)] = Web);
        return this;
    }

    public TestWorld Holds(DataSetState dataSet)
    {
        (_data ??= [])[dataSet.Name] = dataSet;
        return this;
    }

    public TestWorld Assign(Side side, params string[] ids)
    {
        _sides = _sides.With(Ids(ids), side);
        return this;
    }

    public WorldView View(bool monitored = true) => new()
    {
        Topology = new TopologySnapshot(Shop, ObservedAt, _instances.Values),
        Routes = [.. _routers.Select(r => new RouteTable(r.Name, ObservedAt, r.Routes.Values))],
        Monitoring = monitored ? new MonitoringSnapshot(ObservedAt, new SortedSet<InstanceId>(_watched)) : null,
        Work = _work is null ? null : new WorkSnapshot(ObservedAt, _work.Values),
        Data = _data is null ? null : new DataSnapshot(ObservedAt, _data.Values),
        Workers = _told,
        Sides = _sides,
    };
}
