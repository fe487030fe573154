using TopologyMirror.Replay;
using TopologyMirror.Routing;
using TopologyMirror.Simulation;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Simulation;

/// <summary>
/// Carries the decisions of a comparison policy out through the ports: it knows what fleet and router tell, launches straight into live,
/// and routes what is ready.
/// </summary>
internal sealed class ReactiveController(ReplayTrace trace, LaunchDraws draws, SimulatedCluster cluster, IReplayPolicy policy)
{
    private static readonly ServiceName Web = new(PipelineReplay.ServiceName);

    private readonly IReplaySession _session = policy.Start();
    private readonly SortedDictionary<int, int> _stoppedAt = [];
    private int _step;

    public async Task TickAsync(int tick)
    {
        TopologySnapshot fleet = await cluster.Fleet.ListAsync(cluster.Name, CancellationToken.None);
        RouteTable routes = await cluster.Routers[0].ObserveAsync(cluster.Name, CancellationToken.None);
        SortedDictionary<int, InstanceId> ids = [];
        List<ReplayInstance> seen = [];
        foreach (ObservedInstance instance in fleet.Instances)
        {
            int number = cluster.Fleet.Find(instance.Id)!.Number;
            ids[number] = instance.Id;
            seen.Add(new ReplayInstance(number, TickOf(instance.LaunchedAt), StateOf(tick, number, instance, routes), ReplayPurpose.Live));
        }

        seen.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        int room = trace.FleetCap - seen.Count(i => i.State is not (ReplayInstanceState.Draining or ReplayInstanceState.Drained));
        var observation = new ReplayObservation(trace, tick, draws.GiveUpTicks(trace.Clock), seen.ToArray(), room);
        await CarryOutAsync(tick, _session.Decide(observation), ids);
    }

    private async Task CarryOutAsync(int tick, IReadOnlyList<ReplayDecision> decisions, SortedDictionary<int, InstanceId> ids)
    {
        InstanceId[] Named(ReplayActionKind kind) => [.. decisions.Where(d => d.Kind == kind).Select(d => ids[d.Instance!.Value]).Order()];

        InstanceId[] ended = Named(ReplayActionKind.Terminate);
        if (ended.Length > 0)
        {
            await cluster.Routers[0].RemoveAsync(new RemoveRoutesArguments(NextKey(), new Epoch(1), ended), CancellationToken.None);
            await cluster.Fleet.TerminateAsync(new TerminateArguments(NextKey(), new Epoch(1), ended), CancellationToken.None);
        }

        RouteWeight[] weights =
        [
            .. Named(ReplayActionKind.Route).Select(id => new RouteWeight(id, RouteWeight.Full)),
            .. Named(ReplayActionKind.Unroute).Select(id => new RouteWeight(id, 0)),
        ];
        if (weights.Length > 0)
        {
            await cluster.Routers[0].SetWeightsAsync(new SetWeightsArguments(NextKey(), new Epoch(1), [.. weights.OrderBy(w => w.Instance)]), CancellationToken.None);
        }

        foreach (ReplayDecision decision in decisions.Where(d => d.Kind == ReplayActionKind.Unroute))
        {
            _stoppedAt[decision.Instance!.Value] = tick;
        }

        int launches = decisions.Count(d => d.Kind == ReplayActionKind.Launch);
        if (launches > 0)
        {
            await cluster.Fleet.LaunchAsync(new LaunchArguments(NextKey(), new Epoch(1), Web, launches, cluster.Configuration.Desired), CancellationToken.None);
        }
    }

    private ReplayInstanceState StateOf(int tick, int number, ObservedInstance instance, RouteTable routes)
    {
        if (instance.State != InstanceState.Ready)
        {
            return ReplayInstanceState.Launching;
        }

        if (routes.Find(instance.Id) is not { } route)
        {
            return ReplayInstanceState.Ready;
        }

        if (route.Weight > 0)
        {
            return ReplayInstanceState.Routed;
        }

        bool drains = route.OpenConnections > 0 || tick < _stoppedAt[number] + 1 + trace.Clock.DrainTicks;
        return drains ? ReplayInstanceState.Draining : ReplayInstanceState.Drained;
    }

    private int TickOf(DateTimeOffset time) => (int)((time - trace.Start).Ticks / trace.Clock.Tick.Ticks);

    private EffectKey NextKey() => new(cluster.Name, new RunId(1), ++_step, 1);
}
