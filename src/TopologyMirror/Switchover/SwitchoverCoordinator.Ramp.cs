using TopologyMirror.Routing;

namespace TopologyMirror.Switchover;

public sealed partial class SwitchoverCoordinator
{
    /// <summary>
    /// Brings what was promoted to its full weight, one step at a time, each observed in force before the next. Where it stands is read from
    /// the routers, and when the next step is due from the journal, so that a crash neither skips a step nor begins anew.
    /// </summary>
    private SwitchoverAction Ramp(SwitchoverState state, SwitchoverObservation observation)
    {
        WorldView world = observation.World;
        if ((observation.AbortRequested ?? PromotedHealth.Hopeless(state.Plan, world)) is { } stop)
        {
            return new SwitchoverAction.Enter(SwitchoverPhase.Unwind, stop);
        }

        InstanceId[] living = [.. state.Plan.Promote.Where(i => !PromotedHealth.IsDead(world, i))];
        int last = _options.SlowStartSteps;
        int step = world.Routes.Select(t => SlowStartSteps.Reached(t, living, _options)).DefaultIfEmpty(last).Max();

        // A step that one router has taken is on its way: the others follow at once.
        if (FirstNotAccepted(world, Weights(Math.Max(step, 0))) is { } behind)
        {
            return Step(state, observation, behind);
        }

        DateTimeOffset since = state.LastAttemptAt ?? state.EnteredAt;
        string? waitingFor = WaitingForRouters(world, Weights(step));
        DateTimeOffset settled = Settled(world, Weights(step), observation.Now);
        if (waitingFor is not null)
        {
            return settled > observation.Now || observation.Now - since < _options.VerifyTimeout
                ? new SwitchoverAction.Wait(Later(settled, observation.Now + _options.PollInterval), waitingFor)
                : new SwitchoverAction.Enter(SwitchoverPhase.Unwind, $"Waited {_options.VerifyTimeout} for {waitingFor}.");
        }

        if (step >= last)
        {
            return Advance(state);
        }

        DateTimeOffset due = since + (state.Plan.SlowStart / last);
        return observation.Now < due
            ? new SwitchoverAction.Wait(due, $"what was promoted to warm up at weight {SlowStartSteps.Weight(step, _options)}")
            : Step(state, observation, FirstNotAccepted(world, Weights(step + 1))!);

        IReadOnlyList<RouteWeight> Weights(int at) =>
        [
            .. living.Select(i => new RouteWeight(i, SlowStartSteps.Weight(at, _options)))
                .Concat(Wanted(state, world).Where(w => w.Weight == 0))
                .OrderBy(w => w.Instance),
        ];
    }

    private SwitchoverAction Step(SwitchoverState state, SwitchoverObservation observation, SwitchoverAction.SetWeights next)
    {
        if (state.LastFailure is not null && Pause(state, observation) is { } pause)
        {
            return pause;
        }

        return state.Attempts >= (_options.SlowStartSteps + _options.MaxAttempts) * observation.World.Routes.Count
            ? new SwitchoverAction.Enter(SwitchoverPhase.Unwind, GaveUp(state, $"router '{next.Router}' did not take the weight of", next.Weights[0].Instance))
            : next;
    }
}
