using TopologyMirror.Capacity;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

public sealed partial class SwitchoverCoordinator
{
    private SwitchoverAction Bake(SwitchoverState state, SwitchoverObservation observation)
    {
        WorldView world = observation.World;
        if (observation.AbortRequested is { } abort)
        {
            return new SwitchoverAction.Enter(SwitchoverPhase.Unwind, abort);
        }

        if (BakeGuardrails.Breach(state, world, _options.Guardrails) is { } stop)
        {
            return GoBack(state, observation, stop);
        }

        // Somebody may set weights by hand while it bakes: they are set again, so that what is watched is what was meant.
        IReadOnlyList<RouteWeight> wanted = Reinforced(state, observation, Wanted(state, world));
        if (FirstNotAccepted(world, wanted) is { } next)
        {
            return Keep(state, observation, next);
        }

        if (WaitingForRouters(world, wanted) is { } waitingFor)
        {
            return new SwitchoverAction.Wait(Later(Settled(world, wanted, observation.Now), observation.Now + _options.PollInterval), waitingFor);
        }

        DateTimeOffset end = state.EnteredAt + _options.Bake;
        if (observation.Now < end)
        {
            return new SwitchoverAction.Wait(end, "the end of the bake");
        }

        if (observation.Hold is { } hold)
        {
            return new SwitchoverAction.Wait(observation.Now + _options.PollInterval, hold);
        }

        // Missing data is not health: what nobody watches does not stay.
        return BakeGuardrails.Blindness(state, world) is not { } blind ? Advance(state)
            : observation.Now < end + _options.VerifyTimeout ? new SwitchoverAction.Wait(observation.Now + _options.PollInterval, blind)
            : GoBack(state, observation, $"Waited {_options.VerifyTimeout} for {blind}.");
    }

    /// <summary>
    /// The way back of a Replace whose old side does not serve any more leads through that side: it is taken only if that side can serve.
    /// Otherwise the run is held, and an operator decides.
    /// </summary>
    private SwitchoverAction GoBack(SwitchoverState state, SwitchoverObservation observation, string reason)
    {
        if (observation.AbortRequested is { } abort)
        {
            return new SwitchoverAction.Enter(SwitchoverPhase.Unwind, abort);
        }

        bool leadsThroughTheOldSide = state.Plan.Kind == SwitchoverKind.Replace
            && state.Phase is >= SwitchoverPhase.Shift and < SwitchoverPhase.Unwind;
        return leadsThroughTheOldSide && SideHealth.NoWayBack(state, observation.World, _options.Guardrails) is { } closed
            ? new SwitchoverAction.Hold($"{reason} The way back is closed: {closed}")
            : new SwitchoverAction.Enter(SwitchoverPhase.Unwind, reason);
    }

    private SwitchoverAction Keep(SwitchoverState state, SwitchoverObservation observation, SwitchoverAction.SetWeights next)
    {
        if (PauseAtRouters(state, observation) is { } pause)
        {
            return pause;
        }

        // Weights of the old side change with the load: only the new side's can be lost for good.
        return state.Attempts >= _options.MaxAttempts * observation.World.Routes.Count && state.Plan.Promote.Contains(next.Weights[0].Instance)
            ? GoBack(state, observation, GaveUp(state, $"router '{next.Router}' did not keep the weight of", next.Weights[0].Instance))
            : next;
    }

    /// <summary>
    /// A surge in the bake that the new side cannot carry: as much of the old side as is missing serves beside it again, since it is ready,
    /// watched and at hand, and both digests are declared while it bakes. It leaves again with the surge. Not where a run does more than
    /// move routes: the old side's data and work are no longer its own then.
    /// </summary>
    private static IReadOnlyList<RouteWeight> Reinforced(SwitchoverState state, SwitchoverObservation observation, IReadOnlyList<RouteWeight> wanted)
    {
        if (!MovesRoutesOnly(state.Plan))
        {
            return wanted;
        }

        WorldView world = observation.World;
        SortedSet<InstanceId> back = [];
        foreach (ServiceNeed need in observation.Needs.Where(n => !n.IsStale))
        {
            int serving = world.Topology.Instances.Count(i => i.Service == need.Service && i.State == InstanceState.Ready
                && !state.Plan.Leaving.Contains(i.Id) && world.StaysRoutedEverywhere(i.Id));
            back.UnionWith(state.Plan.Leaving
                .Where(i => world.Topology.Find(i) is { State: InstanceState.Ready } old && old.Service == need.Service)
                .OrderByDescending(world.IsRoutedAnywhere)
                .ThenBy(i => i)
                .Take(Math.Max(need.Instances - serving, 0)));
        }

        return back.Count == 0 ? wanted : [.. wanted.Select(w => back.Contains(w.Instance) ? w with { Weight = RouteWeight.Full } : w)];
    }

    private static bool MovesRoutesOnly(RunPlan plan) => SwitchoverSequence.Of(plan).All(static p => p
        is SwitchoverPhase.Reserve or SwitchoverPhase.Validate or SwitchoverPhase.Arm or SwitchoverPhase.Route or SwitchoverPhase.VerifyRoute
        or SwitchoverPhase.Ramp or SwitchoverPhase.Shift or SwitchoverPhase.VerifyShift or SwitchoverPhase.Bake);

    /// <summary>A surge before anything of live is touched: cover joins first, and the release begins anew after it.</summary>
    private SwitchoverAction.Close? Postponed(SwitchoverState state, SwitchoverObservation observation)
    {
        bool canWait = state.Plan is { Kind: SwitchoverKind.Replace, PreviousDigest: not null }
            && state.Phase is SwitchoverPhase.Reserve or SwitchoverPhase.Validate or SwitchoverPhase.Arm;
        if (!canWait)
        {
            return null;
        }

        foreach (ServiceNeed need in observation.Needs.Where(n => !n.IsStale))
        {
            int serving = observation.World.ServingCount(need.Service);
            bool helps = RunPlanner.Cover(observation.World, need.Service, state.Plan.PreviousDigest!.Value).Any(i => !state.Plan.Promote.Contains(i.Id));
            if (need.Instances > serving && helps && SideHealth.Unhealthy(observation.World, [need.Service], _options.Guardrails) is null)
            {
                return new SwitchoverAction.Close(
                    SwitchoverOutcome.Aborted, $"Postponed: {need.Service} takes {need.Instances} instances, {serving} serve, and cover is ready to join first.");
            }
        }

        return null;
    }
}
