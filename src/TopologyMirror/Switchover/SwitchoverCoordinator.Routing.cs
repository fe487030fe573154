using TopologyMirror.Routing;

namespace TopologyMirror.Switchover;

public sealed partial class SwitchoverCoordinator
{
    /// <summary>Sets the weights of a phase, router by router.</summary>
    private SwitchoverAction Set(SwitchoverState state, SwitchoverObservation observation)
    {
        if (observation.AbortRequested is { } abort)
        {
            return LeaveUnfinished(state, observation, abort);
        }

        if (state.Plan.Kind == SwitchoverKind.Replace && PromotedHealth.Dead(state.Plan, observation.World) is { } dead)
        {
            return LeaveUnfinished(state, observation, dead);
        }

        if (FirstNotAccepted(observation.World, Wanted(state, observation.World)) is not { } next)
        {
            return Advance(state);
        }

        if (PauseAtRouters(state, observation) is { } pause)
        {
            return pause;
        }

        return state.Attempts >= _options.MaxAttempts * observation.World.Routes.Count
            ? LeaveUnfinished(state, observation, GaveUp(state, $"router '{next.Router}' did not take the weight of", next.Weights[0].Instance))
            : next;
    }

    /// <summary>Waits until the data plane does what was set, requests follow, and what was promoted can serve them.</summary>
    private SwitchoverAction Verify(SwitchoverState state, SwitchoverObservation observation)
    {
        WorldView world = observation.World;
        if (PromotedHealth.Hopeless(state.Plan, world) is { } dead)
        {
            return GoBack(state, observation, dead);
        }

        IReadOnlyList<RouteWeight> wanted = Wanted(state, world);
        string? waitingFor = WaitingForRouters(world, wanted) ?? PromotedHealth.Unready(state.Plan, world)
            ?? RequestShares.Unlike(state.Plan, world, _options.ShareTolerance, _options.ShareRequests);
        if (waitingFor is null)
        {
            return Advance(state);
        }

        if (observation.AbortRequested is { } abort)
        {
            return new SwitchoverAction.Enter(SwitchoverPhase.Unwind, abort);
        }

        // What is known to settle later is waited for, however short the patience with everything else.
        DateTimeOffset settled = Settled(world, wanted, observation.Now);
        if (settled > observation.Now || observation.Now - state.EnteredAt < _options.VerifyTimeout)
        {
            return new SwitchoverAction.Wait(Later(settled, observation.Now + _options.PollInterval), waitingFor);
        }

        // A join goes on with those of its instances that serve: the others leave again with its end.
        return state.Plan.Kind == SwitchoverKind.Join && WaitingForRouters(world, wanted) is null && PromotedHealth.AnyServes(state.Plan, world)
            && RequestShares.Unlike(state.Plan, world, _options.ShareTolerance, _options.ShareRequests) is null
            ? Advance(state)
            : GoBack(state, observation, $"Waited {_options.VerifyTimeout} for {waitingFor}.");
    }

    /// <summary>Routers are set one after the other without a pause; a call that failed, or that a router said yes to and forgot, is waited out.</summary>
    private SwitchoverAction.Wait? PauseAtRouters(SwitchoverState state, SwitchoverObservation observation) =>
        state.LastFailure is not null || state.Attempts >= observation.World.Routes.Count ? Pause(state, observation) : null;

    /// <summary>Before the first route change there is nothing to put back, unless a writer has moved; from Shift on there always is.</summary>
    private SwitchoverAction LeaveUnfinished(SwitchoverState state, SwitchoverObservation observation, string reason) =>
        state is { Attempts: 0, Phase: SwitchoverPhase.Route, Plan.Writers.Count: 0 }
            ? new SwitchoverAction.Close(SwitchoverOutcome.Aborted, reason)
            : GoBack(state, observation, reason);

    /// <summary>
    /// The weights that a phase is about. A Replace brings the new side in before it takes the old one out. What has died is given no
    /// requests by a join, whose other instances go on.
    /// </summary>
    private IReadOnlyList<RouteWeight> Wanted(SwitchoverState state, WorldView world)
    {
        bool begins = state.Phase is SwitchoverPhase.Route or SwitchoverPhase.VerifyRoute;
        int weight = begins ? SlowStartSteps.First(state.Plan, _options) : RouteWeight.Full;
        IEnumerable<RouteWeight> entering = state.Plan.Promote
            .Where(i => state.Plan.Kind != SwitchoverKind.Join || !PromotedHealth.IsDead(world, i))
            .Select(i => new RouteWeight(i, weight));
        bool oldStays = state.Plan.Kind == SwitchoverKind.Replace && (begins || state.Phase == SwitchoverPhase.Ramp);
        IEnumerable<RouteWeight> leaving = oldStays ? [] : state.Plan.Leaving.Select(i => new RouteWeight(i, 0));
        return [.. entering.Concat(leaving).OrderBy(w => w.Instance)];
    }

    private static string? WaitingForRouters(WorldView world, IReadOnlyList<RouteWeight> wanted) =>
        FirstNotInForce(world, wanted, out string? router) is { } unlike
            ? $"router '{router}' to use weight {unlike.Weight} for instance '{unlike.Instance}'"
            : null;

    /// <summary>When the last of the wanted weights that are pending is known to be in force; now, where nobody can say.</summary>
    private static DateTimeOffset Settled(WorldView world, IReadOnlyList<RouteWeight> wanted, DateTimeOffset now)
    {
        DateTimeOffset last = now;
        foreach (RouteTable table in world.Routes)
        {
            foreach (RouteWeight weight in wanted)
            {
                if (table.Find(weight.Instance) is { SettlesAt: { } at, PendingWeight: { } pending } && pending == weight.Weight)
                {
                    last = Later(last, at);
                }
            }
        }

        return last;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

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
