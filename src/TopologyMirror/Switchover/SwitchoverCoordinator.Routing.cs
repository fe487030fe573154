using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

public sealed partial class SwitchoverCoordinator
{
    private SwitchoverAction Route(SwitchoverState state, SwitchoverObservation observation)
    {
        IReadOnlyList<RouteWeight> wanted = Forward(state.Plan);
        if (observation.AbortRequested is { } abort)
        {
            return LeaveUnfinished(state, abort);
        }

        foreach (RouteTable table in observation.World.Routes)
        {
            RouteWeight[] missing = [.. wanted.Where(w => !IsAccepted(table, w))];
            if (missing.Length == 0)
            {
                continue;
            }

            if (PauseAtRouters(state, observation) is { } pause)
            {
                return pause;
            }

            return state.Attempts >= _options.MaxAttempts * observation.World.Routes.Count
                ? LeaveUnfinished(state, GaveUp(state, $"router '{table.Router}' did not take the weight of", missing[0].Instance))
                : new SwitchoverAction.SetWeights(table.Router, missing);
        }

        return new SwitchoverAction.Enter(SwitchoverPhase.VerifyRoute);
    }

    private SwitchoverAction VerifyRoute(SwitchoverState state, SwitchoverObservation observation)
    {
        RouteWeight? unlike = FirstNotInForce(observation.World, Forward(state.Plan), out string? router);
        if (unlike is null)
        {
            return new SwitchoverAction.Close(SwitchoverOutcome.Committed);
        }

        string waitingFor = $"router '{router}' to use weight {unlike.Value.Weight} for instance '{unlike.Value.Instance}'";
        if (observation.AbortRequested is { } abort)
        {
            return new SwitchoverAction.Enter(SwitchoverPhase.Unwind, abort);
        }

        return observation.Now - state.EnteredAt >= _options.VerifyTimeout
            ? new SwitchoverAction.Enter(SwitchoverPhase.Unwind, $"Waited {_options.VerifyTimeout} for {waitingFor}.")
            : new SwitchoverAction.Wait(observation.Now + _options.PollInterval, waitingFor);
    }

    /// <summary>Puts routes back until that is observed. There is no way back from the way back, so it never gives up.</summary>
    private SwitchoverAction Unwind(SwitchoverState state, SwitchoverObservation observation)
    {
        IReadOnlyList<RouteWeight> wanted = Backward(state.Plan, observation.World);
        foreach (RouteTable table in observation.World.Routes)
        {
            RouteWeight[] missing = [.. wanted.Where(w => !IsAccepted(table, w))];
            if (missing.Length > 0)
            {
                return PauseAtRouters(state, observation) is { } pause ? pause : new SwitchoverAction.SetWeights(table.Router, missing);
            }
        }

        return FirstNotInForce(observation.World, wanted, out string? router) is { } unlike
            ? new SwitchoverAction.Wait(
                observation.Now + _options.PollInterval, $"router '{router}' to put instance '{unlike.Instance}' back to {unlike.Weight}")
            : new SwitchoverAction.Close(SwitchoverOutcome.RolledBack, state.Reason);
    }

    /// <summary>Routers are set one after the other without a pause; a call that failed, or that a router said yes to and forgot, is waited out.</summary>
    private SwitchoverAction.Wait? PauseAtRouters(SwitchoverState state, SwitchoverObservation observation) =>
        state.LastFailure is not null || state.Attempts >= observation.World.Routes.Count ? Pause(state, observation) : null;

    private static SwitchoverAction LeaveUnfinished(SwitchoverState state, string reason) => state.Attempts == 0
        ? new SwitchoverAction.Close(SwitchoverOutcome.Aborted, reason)
        : new SwitchoverAction.Enter(SwitchoverPhase.Unwind, reason);

    private static IReadOnlyList<RouteWeight> Forward(RunPlan plan) =>
    [
        .. plan.Promote.Select(i => new RouteWeight(i, RouteWeight.Full))
            .Concat(plan.Leaving.Select(i => new RouteWeight(i, 0)))
            .OrderBy(w => w.Instance),
    ];

    /// <summary>
    /// What left comes back only if it is still there; a dead instance is no way back. Where the old side has lost instances meanwhile, as
    /// many of the promoted ones go on serving in their place: taking them out as well would leave less than there was.
    /// </summary>
    private static IReadOnlyList<RouteWeight> Backward(RunPlan plan, WorldView world)
    {
        InstanceId[] back = [.. plan.Leaving.Where(i => world.Topology.Find(i) is { State: InstanceState.Ready })];
        SortedSet<InstanceId> kept = [];
        foreach (ServiceLevel level in plan.ServingBefore)
        {
            ObservedInstance[] ready = [.. world.Topology.Instances.Where(i => i.Service == level.Service && i.State == InstanceState.Ready)];
            int old = ready.Count(i => !plan.Promote.Contains(i.Id) && (back.Contains(i.Id) || world.StaysRoutedEverywhere(i.Id)));
            kept.UnionWith(ready.Select(i => i.Id).Where(i => plan.Promote.Contains(i) && world.StaysRoutedEverywhere(i)).Take(Math.Max(level.Serving - old, 0)));
        }

        return
        [
            .. plan.Promote.Where(i => !kept.Contains(i)).Select(i => new RouteWeight(i, 0))
                .Concat(back.Select(i => new RouteWeight(i, RouteWeight.Full)))
                .OrderBy(w => w.Instance),
        ];
    }

    private static bool IsAccepted(RouteTable table, RouteWeight wanted) =>
        (table.Find(wanted.Instance) is { } route ? route.PendingWeight ?? route.Weight : 0) == wanted.Weight;

    private static RouteWeight? FirstNotInForce(WorldView world, IReadOnlyList<RouteWeight> wanted, out string? router)
    {
        foreach (RouteTable table in world.Routes)
        {
            foreach (RouteWeight weight in wanted)
            {
                // A weight that is about to be replaced will not stay in force.
                if (table.WeightOf(weight.Instance) != weight.Weight || !IsAccepted(table, weight))
                {
                    router = table.Router;
                    return weight;
                }
            }
        }

        router = null;
        return null;
    }
}
