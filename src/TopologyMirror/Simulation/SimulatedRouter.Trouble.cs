using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>What goes wrong with a load balancer. What it does by itself is a deviation of the world and no effect.</summary>
public sealed partial class SimulatedRouter
{
    /// <summary>Somebody sets a weight past this library; it is in force at once.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="weight">The weight; 0 drains it.</param>
    public void Edit(InstanceId instance, int weight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        if (!_routes.TryGetValue(instance, out SimulatedRoute? route))
        {
            _routes[instance] = route = new SimulatedRoute();
        }

        int before = route.InForce;
        route.Version++;
        route.Accepted = weight;
        Apply(new RouteWeight(instance, weight), route);
        route.SeenAs = before > weight ? (before, _cluster.World.Now + SimulatedTrouble.Allowance) : null;
        _cluster.Note(Description.Name, $"{instance}={weight} was set by hand");
    }

    /// <summary>True for an instance that the router sends requests to, or is about to.</summary>
    internal bool Knows(InstanceId instance) => _routes.TryGetValue(instance, out SimulatedRoute? route) && (route.InForce > 0 || route.Accepted > 0);

    /// <summary>The router is loaded anew and has lost whom it was draining: true when there was anybody.</summary>
    internal bool Reload()
    {
        bool isLost = false;
        foreach ((InstanceId id, SimulatedRoute route) in _routes)
        {
            if (route.InForce == 0 && route.DrainedFrom is not null && _cluster.Fleet.Find(id) is { State: InstanceState.Ready })
            {
                route.Version++;
                route.Accepted = RouteWeight.Full;
                Apply(new RouteWeight(id, RouteWeight.Full), route);
                route.DrainedFrom = null;
                _cluster.Note(Description.Name, $"was loaded anew and drains {id} no longer");
                isLost = true;
            }
        }

        return isLost;
    }

    private RouteTable Observe()
    {
        if (!_cluster.Trouble.IsPossible)
        {
            return Truth(_cluster.World.Wall);
        }

        if (_cluster.Trouble.ShowsNothing())
        {
            return new RouteTable(Description.Name, _cluster.World.Wall, []);
        }

        foreach (InstanceId lagging in _routes.Where(r => r.Value.SaysDone && r.Value.Accepted != r.Value.InForce).Select(r => r.Key))
        {
            _cluster.Trouble.HitOnce(SimulationFault.LaggingDataPlane, $"{Description.Name}/{lagging}");
        }

        return Table(_cluster.World.Wall, static r => r.SaysDone);
    }

    /// <summary>How long a change takes to be in force once faults have had their say.</summary>
    private TimeSpan Disturb(RouteWeight weight, SimulatedRoute route, int? pending, TimeSpan lag, TimeSpan more)
    {
        if (!_cluster.Trouble.IsPossible)
        {
            return lag;
        }

        if (pending is { } older && older != weight.Weight && _cluster.Trouble.Strikes(SimulationFault.ReorderedCalls))
        {
            int version = route.Version;
            _cluster.World.Schedule(lag + TimeSpan.FromSeconds(1), () => Overtake(weight, older, route, version));
        }

        route.HeldUntil = null;
        foreach (SimulatedRoute waiting in _routes.Values.Where(r => r != route && r.Accepted != r.InForce && r.HeldUntil is null))
        {
            if (_cluster.Trouble.Hits(SimulationFault.ReorderedCalls))
            {
                waiting.HeldUntil = _cluster.World.Now + lag + _cluster.Trouble.Between(SimulationFault.ReorderedCalls, 1, 10);
            }
        }

        route.SaysDone = more > TimeSpan.Zero;
        return lag + more;
    }

    /// <summary>The change that was overtaken comes into force after the newer one, which does so again a while later.</summary>
    private void Overtake(RouteWeight newer, int older, SimulatedRoute route, int version)
    {
        if (route.Version != version || !_routes.TryGetValue(newer.Instance, out SimulatedRoute? current) || current != route || route.InForce == older
            || (older > 0 && _cluster.Fleet.Find(newer.Instance) is not { State: InstanceState.Ready }))
        {
            return;
        }

        _cluster.Trouble.Hit(SimulationFault.ReorderedCalls);
        Apply(new RouteWeight(newer.Instance, older), route);
        _cluster.Note(Description.Name, $"in force {newer.Instance}={older}, which was accepted before");
        _cluster.World.Schedule(_cluster.Trouble.Between(SimulationFault.ReorderedCalls, 5, 20), () =>
        {
            if (route.Version == version && route.Accepted == newer.Weight && route.InForce != newer.Weight)
            {
                Apply(newer, route);
                _cluster.Note(Description.Name, $"in force {newer.Instance}={newer.Weight} again");
            }
        });
    }
}
