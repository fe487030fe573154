namespace TopologyMirror.Routing;

/// <summary>What one router was observed to do for a cluster at one moment. Immutable and thread-safe.</summary>
public sealed class RouteTable
{
    private readonly SortedDictionary<InstanceId, InstanceRoute> _routes = [];

    /// <summary>Creates a table.</summary>
    /// <param name="router">The router's name.</param>
    /// <param name="observedAt">The moment from which on the observation may be out of date: before the router was asked.</param>
    /// <param name="routes">The routes, in any order, each instance once.</param>
    public RouteTable(string router, DateTimeOffset observedAt, IEnumerable<InstanceRoute> routes)
    {
        ArgumentException.ThrowIfNullOrEmpty(router);
        ArgumentNullException.ThrowIfNull(routes);
        Router = router;
        ObservedAt = observedAt;
        foreach (InstanceRoute route in routes)
        {
            _routes.Add(route.Instance, route);
        }
    }

    /// <summary>The router's name.</summary>
    public string Router { get; }

    /// <summary>The moment from which on the observation may be out of date.</summary>
    public DateTimeOffset ObservedAt { get; }

    /// <summary>Requests that the shares were counted over; null when the router does not tell.</summary>
    public long? Requests { get; init; }

    /// <summary>The routes in ordinal order of the instances.</summary>
    public IReadOnlyCollection<InstanceRoute> Routes => _routes.Values;

    /// <summary>The route of an instance; null when the table does not have it.</summary>
    /// <param name="instance">The instance.</param>
    public InstanceRoute? Find(InstanceId instance) => _routes.GetValueOrDefault(instance);

    /// <summary>Weight in force; 0 when the table does not have the instance.</summary>
    /// <param name="instance">The instance.</param>
    public int WeightOf(InstanceId instance) => _routes.TryGetValue(instance, out InstanceRoute? route) ? route.Weight : 0;

    /// <summary>The table as it would be with other weights in force.</summary>
    /// <param name="weights">The weights; instances that are missing are added.</param>
    public RouteTable With(IEnumerable<RouteWeight> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var changed = new RouteTable(Router, ObservedAt, _routes.Values) { Requests = Requests };
        foreach (RouteWeight weight in weights)
        {
            InstanceRoute route = changed._routes.GetValueOrDefault(weight.Instance)
                ?? new InstanceRoute { Instance = weight.Instance, Weight = 0 };
            changed._routes[weight.Instance] = route with { Weight = weight.Weight, PendingWeight = null, SettlesAt = null };
        }

        return changed;
    }

    /// <summary>The table as it would be without some instances.</summary>
    /// <param name="instances">The instances to leave out.</param>
    public RouteTable Without(IEnumerable<InstanceId> instances)
    {
        ArgumentNullException.ThrowIfNull(instances);
        var changed = new RouteTable(Router, ObservedAt, _routes.Values) { Requests = Requests };
        foreach (InstanceId instance in instances)
        {
            changed._routes.Remove(instance);
        }

        return changed;
    }
}
