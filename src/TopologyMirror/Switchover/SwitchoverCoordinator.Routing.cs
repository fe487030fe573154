using TopologyMirror.Routing;

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
            return Advance(state);
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
            return Advance(state);
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

    /// <summary>Routers are set one after the other without a pause; a call that failed, or that a router said yes to and forgot, is waited out.</summary>
    private SwitchoverAction.Wait? PauseAtRouters(SwitchoverState state, SwitchoverObservation observation) =>
        state.LastFailure is not null || state.Attempts >= observation.World.Routes.Count ? Pause(state, observation) : null;

    /// <summary>Before the first route change there is nothing to put back; from Shift on there always is.</summary>
    private static SwitchoverAction LeaveUnfinished(SwitchoverState state, string reason) =>
        state is { Attempts: 0, Phase: SwitchoverPhase.Route, Plan.Writers.Count: 0 }
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
