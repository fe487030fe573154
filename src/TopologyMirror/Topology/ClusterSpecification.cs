namespace TopologyMirror.Topology;

/// <summary>A cluster as the host declares it: its services, and who calls whom. Immutable; can only be made without contradictions.</summary>
public sealed class ClusterSpecification
{
    private ClusterSpecification(ClusterName name, IReadOnlyList<ServiceSpecification> services)
    {
        Name = name;
        Services = services;
    }

    /// <summary>Its name.</summary>
    public ClusterName Name { get; }

    /// <summary>Its services; whoever is called comes before its callers, else in ordinal order.</summary>
    public IReadOnlyList<ServiceSpecification> Services { get; }

    /// <summary>Says what keeps the services from being a cluster.</summary>
    /// <param name="name">The cluster's name.</param>
    /// <param name="services">Its services.</param>
    /// <returns>One sentence per fault; empty when there is none.</returns>
    public static IReadOnlyList<string> Faults(ClusterName name, IReadOnlyList<ServiceSpecification> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var faults = new List<string>();
        if (services.Count == 0)
        {
            faults.Add($"Cluster '{name}' has no service; add one with AddService.");
        }

        var known = new SortedSet<ServiceName>();
        foreach (ServiceSpecification service in services)
        {
            if (!known.Add(service.Name))
            {
                faults.Add($"Cluster '{name}' has two services named '{service.Name}'.");
            }
        }

        foreach (ServiceSpecification service in services)
        {
            foreach (ServiceName dependency in service.DependsOn.Where(d => !known.Contains(d)))
            {
                faults.Add($"Service '{service.Name}' of cluster '{name}' depends on '{dependency}', which is not one of its services.");
            }
        }

        foreach (ServiceSpecification service in services)
        {
            foreach (ServiceName shared in service.Shares.Where(s => known.Contains(s) && !service.DependsOn.Contains(s)))
            {
                faults.Add($"Service '{service.Name}' of cluster '{name}' shares '{shared}', which is one of its services and none that it depends on.");
            }
        }

        if (faults.Count == 0 && Order(services, out List<ServiceName> cycle) is null)
        {
            faults.Add($"Services of cluster '{name}' depend on each other in a circle: {string.Join(" -> ", cycle)}.");
        }

        return faults;
    }

    /// <summary>Creates the specification.</summary>
    /// <param name="name">The cluster's name.</param>
    /// <param name="services">Its services.</param>
    /// <exception cref="InvalidTopologyException">There is no service, two have one name, a dependency is unknown, or they form a circle.</exception>
    public static ClusterSpecification Create(ClusterName name, IReadOnlyList<ServiceSpecification> services)
    {
        IReadOnlyList<string> faults = Faults(name, services);
        return faults.Count > 0
            ? throw new InvalidTopologyException(string.Join(" ", faults))
            : new ClusterSpecification(name, Order(services, out _)!);
    }

    /// <summary>Depth-first order; null when there is a circle, which is then in <paramref name="cycle"/>.</summary>
    private static List<ServiceSpecification>? Order(IReadOnlyList<ServiceSpecification> services, out List<ServiceName> cycle)
    {
        SortedDictionary<ServiceName, ServiceSpecification> byName = [];
        foreach (ServiceSpecification service in services)
        {
            byName[service.Name] = service;
        }

        var ordered = new List<ServiceSpecification>(services.Count);
        var done = new HashSet<ServiceName>();
        var path = new List<ServiceName>();
        foreach (ServiceName name in byName.Keys)
        {
            if (!Visit(name))
            {
                cycle = path;
                return null;
            }
        }

        cycle = [];
        return ordered;

        bool Visit(ServiceName name)
        {
            if (done.Contains(name))
            {
                return true;
            }

            int seen = path.IndexOf(name);
            path.Add(name);
            if (seen >= 0)
            {
                path.RemoveRange(0, seen);
                return false;
            }

            foreach (ServiceName dependency in byName[name].DependsOn.Order())
            {
                if (!Visit(dependency))
                {
                    return false;
                }
            }

            path.RemoveAt(path.Count - 1);
            done.Add(name);
            ordered.Add(byName[name]);
            return true;
        }
    }
}
