using TopologyMirror.Routing;

namespace TopologyMirror.Switchover;

public sealed partial class SwitchoverCoordinator
{
    private SwitchoverAction Bake(SwitchoverState state, SwitchoverObservation observation)
    {
        if ((observation.AbortRequested ?? BakeGuardrails.Breach(state.Plan, observation.World)) is { } stop)
        {
            return new SwitchoverAction.Enter(SwitchoverPhase.Unwind, stop);
        }

        // Somebody may set weights by hand while it bakes: they are set again, so that what is watched is what was meant.
        IReadOnlyList<RouteWeight> wanted = Wanted(state, observation.World);
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
        return BakeGuardrails.Blindness(state.Plan, observation.World) is not { } blind ? Advance(state)
            : observation.Now < end + _options.VerifyTimeout ? new SwitchoverAction.Wait(observation.Now + _options.PollInterval, blind)
            : new SwitchoverAction.Enter(SwitchoverPhase.Unwind, $"Waited {_options.VerifyTimeout} for {blind}.");
    }
}
