using TopologyMirror.Routing;
using TopologyMirror.Safety;

namespace TopologyMirror.Simulation;

/// <summary>A load balancer whose data plane lags behind its control plane, and whose drained connections take their time.</summary>
public sealed partial class SimulatedRouter : ITrafficRouter
{
    private const int ConnectionsPerInstance = 40;

    private readonly SimulatedCluster _cluster;
    private readonly SimulationRandom _random;
    private readonly SortedDictionary<InstanceId, SimulatedRoute> _routes = [];
    private readonly SortedSet<ConfigDigest> _starved = [];

    internal SimulatedRouter(SimulatedCluster cluster, string name)
    {
        _cluster = cluster;
        _random = cluster.World.Random($"{cluster.Name}/{name}");
        Description = new PortDescription(
            name,
            PortCapabilities.JoinByRoute | PortCapabilities.DrainInPlace | PortCapabilities.OpenConnections | PortCapabilities.RequestShares,
            Fencing.Atomic);
    }

    /// <inheritdoc/>
    public PortDescription Description { get; }

    /// <summary>Told when the data plane begins to use another weight: the instance, the weight, and the run that set it.</summary>
    internal Action<InstanceId, int, RunId>? OnInForce { get; set; }

    /// <inheritdoc/>
    public ValueTask<RouteTable> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        _cluster.Calls.AnswerAsync(Description.Name, "Observe", Observe, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SetWeightsAsync(SetWeightsArguments arguments, CancellationToken cancellationToken) =>
        await _cluster.Calls.AnswerAsync(
            Description.Name,
            "SetWeights",
            () => Accept(arguments),
            [.. arguments.Weights.Select(w => w.Instance)],
            arguments.Weights.Count > 1 ? () => Accept(arguments with { Weights = [.. arguments.Weights.OrderBy(w => w.Weight == 0).Take(arguments.Weights.Count / 2)] }) : null,
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask RemoveAsync(RemoveRoutesArguments arguments, CancellationToken cancellationToken) =>
        await _cluster.Calls.AnswerAsync(Description.Name, "Remove", () => Remove(arguments), arguments.Instances, null, cancellationToken).ConfigureAwait(false);

    /// <summary>The weight that the data plane uses now.</summary>
    /// <param name="instance">The instance.</param>
    public int WeightInForce(InstanceId instance) => _routes.TryGetValue(instance, out SimulatedRoute? route) ? route.InForce : 0;

    /// <summary>The router loses a route, as a reload without saved state does.</summary>
    /// <param name="instance">The instance whose route is lost.</param>
    public void Forget(InstanceId instance)
    {
        if (_routes.Remove(instance))
        {
            _cluster.Note(Description.Name, $"forgot {instance}");
        }
    }

    /// <summary>From now on no request reaches instances of a revision, whatever their weights: a broken health check of the data plane.</summary>
    /// <param name="digest">The revision.</param>
    public void Starve(ConfigDigest digest) => _starved.Add(digest);

    /// <summary>The weight by which requests are spread: that in force, unless nothing reaches the instance.</summary>
    internal int Effective(InstanceId instance) =>
        _cluster.Fleet.Find(instance) is { } known && _starved.Contains(known.Digest) ? 0 : WeightInForce(instance);

    internal void Place(InstanceId instance) =>
        _routes[instance] = new SimulatedRoute { Accepted = RouteWeight.Full, InForce = RouteWeight.Full };

    internal RouteTable Truth(DateTimeOffset? at = null) => Table(at ?? _cluster.World.Now, static _ => false);

    /// <summary>The truth as an observation within the age limit may have shown it.</summary>
    internal RouteTable Steady(DateTimeOffset at)
    {
        RouteTable truth = Truth(at);
        return new RouteTable(truth.Router, at, truth.Routes.Select(r =>
            _routes[r.Instance].SeenAs is { } before && _cluster.World.Now < before.Until ? r with { Weight = before.Weight, PendingWeight = null } : r));
    }

    private RouteTable Table(DateTimeOffset at, Func<SimulatedRoute, bool> saysDone)
    {
        int total = _routes.Keys.Sum(Effective);
        return new RouteTable(Description.Name, at, _routes.Select(r => new InstanceRoute
        {
            Instance = r.Key,
            Weight = saysDone(r.Value) ? r.Value.Accepted : r.Value.InForce,
            PendingWeight = r.Value.Accepted == r.Value.InForce || saysDone(r.Value) ? null : r.Value.Accepted,
            OpenConnections = OpenConnections(r.Value),
            RequestShare = total == 0 ? 0 : (double)Effective(r.Key) / total,
        }));
    }

    private int OpenConnections(SimulatedRoute route)
    {
        if (route.InForce > 0)
        {
            return ConnectionsPerInstance;
        }

        if (route.DrainedFrom is not { } from || _cluster.World.Now >= route.DrainedAt)
        {
            return 0;
        }

        double left = (route.DrainedAt - _cluster.World.Now) / (route.DrainedAt - from);
        return Math.Max((int)Math.Ceiling(ConnectionsPerInstance * left), 1);
    }

    private bool Accept(SetWeightsArguments arguments)
    {
        _cluster.Watch.Fence(Description.Name, arguments.Key, arguments.Epoch);
        TimeSpan filled = TimeSpan.Zero;
        TimeSpan more = _cluster.Trouble.Lag();

        // One call never empties the table on its way: whoever leaves does so once all that come are in force.
        foreach (RouteWeight weight in arguments.Weights.OrderBy(w => w.Weight == 0))
        {
            if (!_routes.TryGetValue(weight.Instance, out SimulatedRoute? route))
            {
                _routes[weight.Instance] = route = new SimulatedRoute();
            }

            int? former = route.Accepted == route.InForce ? null : route.Accepted;
            route.Accepted = weight.Weight;
            route.SaysDone = false;
            route.Version++;
            int version = route.Version;
            RouteWeight wanted = weight;
            TimeSpan lag = _random.NextBetween(_cluster.Profile.ShortestDataPlaneLag, _cluster.Profile.LongestDataPlaneLag);
            TimeSpan later = lag > filled ? lag : filled;
            (lag, filled) = weight.Weight > 0 ? (lag, later) : (later, filled);
            lag = Disturb(wanted, route, former, lag, more);
            _cluster.World.Schedule(lag, () => BringIntoForce(wanted, route, version, arguments.Key, arguments.Epoch));
        }

        _cluster.Note(Description.Name, $"accepted {string.Join(' ', arguments.Weights.Select(w => $"{w.Instance}={w.Weight}"))} ({arguments.Key})");
        return true;
    }

    private void BringIntoForce(RouteWeight weight, SimulatedRoute route, int version, EffectKey key, Epoch epoch)
    {
        bool replaced = route.Version != version || !_routes.TryGetValue(weight.Instance, out SimulatedRoute? current) || current != route;
        if (replaced || route.InForce == weight.Weight)
        {
            return;
        }

        if (route.HeldUntil > _cluster.World.Now)
        {
            _cluster.World.Schedule(route.HeldUntil.Value - _cluster.World.Now, () => BringIntoForce(weight, route, version, key, epoch));
            return;
        }

        _cluster.Watch.Check(new ProposedEffect
        {
            Kind = ProposedEffectKind.SetWeights, Key = key, Epoch = epoch, Router = Description.Name, Weights = [weight],
        });
        Apply(weight, route);
        _cluster.Note(Description.Name, $"in force {weight.Instance}={weight.Weight} ({key})");
        OnInForce?.Invoke(weight.Instance, weight.Weight, key.Run);
    }

    private void Apply(RouteWeight weight, SimulatedRoute route)
    {
        bool wasRouted = route.InForce > 0;
        (route.InForce, route.SaysDone, route.SeenAs) = (weight.Weight, false, null);
        if (weight.Weight == 0 && wasRouted)
        {
            route.DrainedFrom = _cluster.World.Now;
            route.DrainedAt = _cluster.World.Now + _random.NextBetween(_cluster.Profile.ShortestDrain, _cluster.Profile.LongestDrain) + _cluster.Trouble.Linger();
        }
        else if (weight.Weight > 0 && _cluster.Fleet.Find(weight.Instance) is { FirstRoutedAt: null } instance)
        {
            instance.FirstRoutedAt = _cluster.World.Now;
        }
    }

    private bool Remove(RemoveRoutesArguments arguments)
    {
        _cluster.Watch.Fence(Description.Name, arguments.Key, arguments.Epoch);
        InstanceId[] listed = [.. arguments.Instances.Where(_routes.ContainsKey)];
        _cluster.Watch.Check(new ProposedEffect
        {
            Kind = ProposedEffectKind.RemoveRoutes, Key = arguments.Key, Epoch = arguments.Epoch, Router = Description.Name, Instances = listed,
        });
        foreach (InstanceId id in listed)
        {
            _routes.Remove(id);
            _cluster.Note(Description.Name, $"removed {id} ({arguments.Key})");
        }

        return true;
    }
}
