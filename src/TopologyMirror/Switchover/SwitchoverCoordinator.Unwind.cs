using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

public sealed partial class SwitchoverCoordinator
{
    /// <summary>
    /// Undoes what the run did, in the reverse order, until each step is observed. There is no way back from the way back, so it never
    /// gives up.
    /// </summary>
    private SwitchoverAction Unwind(SwitchoverState state, SwitchoverObservation observation) =>
        HoldForData(state, observation)
        ?? UndoRoutes(state, observation)
        ?? UndoWork(state, observation)
        ?? UndoData(state, observation)
        ?? WireBack(state, observation)
        ?? new SwitchoverAction.Close(
            state.Reached is >= SwitchoverPhase.Quiesce and < SwitchoverPhase.Route ? SwitchoverOutcome.Aborted : SwitchoverOutcome.RolledBack, state.Reason)
        {
            Kept = [.. state.Plan.Promote.Where(observation.World.IsRoutedAnywhere)],
        };

    /// <summary>
    /// Puts routes back until that is observed: first what left comes back, then what was promoted goes, so that capacity never dips. The
    /// last router that was set is the first to go back.
    /// </summary>
    private SwitchoverAction? UndoRoutes(SwitchoverState state, SwitchoverObservation observation)
    {
        WorldView world = observation.World with { Routes = [.. observation.World.Routes.Reverse()] };
        foreach (IReadOnlyList<RouteWeight> wanted in Backward(state.Plan, world))
        {
            if (FirstNotAccepted(world, wanted) is { } next)
            {
                return PauseAtRouters(state, observation) is { } pause ? pause : next;
            }

            if (FirstNotInForce(world, wanted, out string? router) is { } unlike)
            {
                return new SwitchoverAction.Wait(
                    Later(Settled(world, wanted, observation.Now), observation.Now + _options.PollInterval),
                    $"router '{router}' to put instance '{unlike.Instance}' back to {unlike.Weight}");
            }
        }

        return null;
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

        // What stays in the place of others carries as much as they did, wherever a slow start had brought it.
        IEnumerable<InstanceId> staying = kept.Where(i => world.Topology.Find(i)?.Digest == plan.Digest);
        yield return [.. back.Concat(staying).Order().Select(i => new RouteWeight(i, RouteWeight.Full))];
        yield return [.. plan.Promote.Where(i => !kept.Contains(i)).Select(i => new RouteWeight(i, 0))];
    }
}
