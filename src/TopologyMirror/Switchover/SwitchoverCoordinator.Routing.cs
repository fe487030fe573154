using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

public sealed partial class SwitchoverCoordinator
{
    /// <summary>Sets the weights of a phase, router by router.</summary>
    private SwitchoverAction Set(SwitchoverState state, SwitchoverObservation observation)
    {
        if (observation.AbortRequested is { } abort)
        {
            return LeaveUnfinished(state, abort);
        }

        if (FirstNotAccepted(observation.World, Wanted(state)) is not { } next)
        {
            return new SwitchoverAction.Enter(state.Phase == SwitchoverPhase.Route ? SwitchoverPhase.VerifyRoute : SwitchoverPhase.VerifyShift);
        }

        if (PauseAtRouters(state, observation) is { } pause)
        {
            return pause;
        }

        return state.Attempts >= _options.MaxAttempts * observation.World.Routes.Count
            ? LeaveUnfinished(state, GaveUp(state, $"router '{next.Router}' did not take the weight of", next.Weights[0].Instance))
            : next;
    }

    /// <summary>Waits until the data plane does what was set.</summary>
    private SwitchoverAction Verify(SwitchoverState state, SwitchoverObservation observation)
    {
        RouteWeight? unlike = FirstNotInForce(observation.World, Wanted(state), out string? router);
        if (unlike is null)
        {
            return state.Plan.Kind != SwitchoverKind.Replace
                ? new SwitchoverAction.Close(SwitchoverOutcome.Committed)
                : new SwitchoverAction.Enter(state.Phase == SwitchoverPhase.VerifyRoute ? SwitchoverPhase.Shift : SwitchoverPhase.Bake);
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

    private SwitchoverAction Bake(SwitchoverState state, SwitchoverObservation observation)
    {
        if ((observation.AbortRequested ?? BakeGuardrails.Breach(state.Plan, observation.World)) is { } stop)
        {
            return new SwitchoverAction.Enter(SwitchoverPhase.Unwind, stop);
        }

        // Somebody may set weights by hand while it bakes: they are set again, so that what is watched is what was meant.
        IReadOnlyList<RouteWeight> wanted = Wanted(state);
        if (FirstNotAccepted(observation.World, wanted) is { } next)
        {
            return PauseAtRouters(state, observation) is { } pause ? pause
                : state.Attempts >= _options.MaxAttempts * observation.World.Routes.Count ? new SwitchoverAction.Enter(
                    SwitchoverPhase.Unwind, GaveUp(state, $"router '{next.Router}' did not keep the weight of", next.Weights[0].Instance))
                : next;
        }

        if (FirstNotInForce(observation.World, wanted, out string? router) is { } unlike)
        {
            return new SwitchoverAction.Wait(
                observation.Now + _options.PollInterval, $"router '{router}' to use weight {unlike.Weight} for instance '{unlike.Instance}'");
        }

        DateTimeOffset end = state.EnteredAt + _options.Bake;
        if (observation.Now < end)
        {
            return new SwitchoverAction.Wait(end, "the end of the bake");
        }

        // Missing data is not health: what nobody watches does not stay.
        return BakeGuardrails.Blindness(state.Plan, observation.World) is not { } blind ? new SwitchoverAction.Close(SwitchoverOutcome.Committed)
            : observation.Now < end + _options.VerifyTimeout ? new SwitchoverAction.Wait(observation.Now + _options.PollInterval, blind)
            : new SwitchoverAction.Enter(SwitchoverPhase.Unwind, $"Waited {_options.VerifyTimeout} for {blind}.");
    }

    /// <summary>
    /// Puts routes back until that is observed: first what left comes back, then what was promoted goes, so that capacity never dips. There
    /// is no way back from the way back, so it never gives up.
    /// </summary>
    private SwitchoverAction Unwind(SwitchoverState state, SwitchoverObservation observation)
    {
        foreach (IReadOnlyList<RouteWeight> wanted in Backward(state.Plan, observation.World))
        {
            if (FirstNotAccepted(observation.World, wanted) is { } next)
            {
                return PauseAtRouters(state, observation) is { } pause ? pause : next;
            }

            if (FirstNotInForce(observation.World, wanted, out string? router) is { } unlike)
            {
                return new SwitchoverAction.Wait(
                    observation.Now + _options.PollInterval, $"router '{router}' to put instance '{unlike.Instance}' back to {unlike.Weight}");
            }
        }

        return WireBack(state, observation) ?? new SwitchoverAction.Close(SwitchoverOutcome.RolledBack, state.Reason);
    }

    /// <summary>Routers are set one after the other without a pause; a call that failed, or that a router said yes to and forgot, is waited out.</summary>
    private SwitchoverAction.Wait? PauseAtRouters(SwitchoverState state, SwitchoverObservation observation) =>
        state.LastFailure is not null || state.Attempts >= observation.World.Routes.Count ? Pause(state, observation) : null;

    /// <summary>Before the first route change there is nothing to put back; from Shift on there always is.</summary>
    private static SwitchoverAction LeaveUnfinished(SwitchoverState state, string reason) =>
        state is { Attempts: 0, Phase: SwitchoverPhase.Route }
            ? new SwitchoverAction.Close(SwitchoverOutcome.Aborted, reason)
            : new SwitchoverAction.Enter(SwitchoverPhase.Unwind, reason);

    /// <summary>The weights that a phase is about. A Replace brings the new side in before it takes the old one out.</summary>
    private static IReadOnlyList<RouteWeight> Wanted(SwitchoverState state)
    {
        IEnumerable<RouteWeight> entering = state.Plan.Promote.Select(i => new RouteWeight(i, RouteWeight.Full));
        bool oldStays = state.Plan.Kind == SwitchoverKind.Replace && state.Phase is SwitchoverPhase.Route or SwitchoverPhase.VerifyRoute;
        IEnumerable<RouteWeight> leaving = oldStays ? [] : state.Plan.Leaving.Select(i => new RouteWeight(i, 0));
        return [.. entering.Concat(leaving).OrderBy(w => w.Instance)];
    }

    /// <summary>
    /// The two steps of the way back. What left comes back only if it can serve; a dead instance is no way back. Where the old side has
    /// lost instances meanwhile, as many of the promoted ones go on serving in their place: taking them out would leave less than there was.
    /// </summary>
    private static IEnumerable<IReadOnlyList<RouteWeight>> Backward(RunPlan plan, WorldView world)
    {
        InstanceId[] back = [.. plan.Leaving.Where(i => world.Topology.Find(i) is { State: InstanceState.Ready })];
        SortedSet<InstanceId> kept = [];
        foreach (ServiceLevel level in plan.ServingBefore)
        {
            ObservedInstance[] ready = [.. world.Topology.Instances.Where(i => i.Service == level.Service && i.State == InstanceState.Ready)];
            int old = ready.Count(i => !plan.Promote.Contains(i.Id) && (back.Contains(i.Id) || world.StaysRoutedEverywhere(i.Id)));
            kept.UnionWith(ready.Select(i => i.Id).Where(i => plan.Promote.Contains(i) && world.StaysRoutedEverywhere(i)).Take(Math.Max(level.Serving - old, 0)));
        }

        yield return [.. back.Select(i => new RouteWeight(i, RouteWeight.Full))];
        yield return [.. plan.Promote.Where(i => !kept.Contains(i)).Select(i => new RouteWeight(i, 0))];
    }

    private static SwitchoverAction.SetWeights? FirstNotAccepted(WorldView world, IReadOnlyList<RouteWeight> wanted)
    {
        foreach (RouteTable table in world.Routes)
        {
            RouteWeight[] missing = [.. wanted.Where(w => !IsAccepted(table, w))];
            if (missing.Length > 0)
            {
                return new SwitchoverAction.SetWeights(table.Router, missing);
            }
        }

        return null;
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
