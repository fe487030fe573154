using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

/// <summary>
/// The default sequence: Reserve → Validate → Arm → Route → VerifyRoute → closed as committed. A run that promotes nothing skips Validate
/// and Arm; one that moves writers goes Quiesce → CatchUp → Fence → PromoteData before Route; a slow start adds Ramp after VerifyRoute; a
/// Replace goes on to Shift → VerifyShift → HandOver → Bake. Before the first route change every failure aborts; after it, routes are put
/// back (Unwind) until that is observed.
/// </summary>
/// <remarks>A time-out is an unknown result: every phase looks at what is observed first, and only then at what was attempted.</remarks>
public sealed partial class SwitchoverCoordinator : ISwitchover
{
    private readonly SwitchoverOptions _options;

    /// <summary>Creates the sequence.</summary>
    /// <param name="options">Deadlines and patience; read once per decision.</param>
    public SwitchoverCoordinator(SwitchoverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <inheritdoc/>
    public SwitchoverAction Next(SwitchoverState state, SwitchoverObservation observation)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(observation);
        SwitchoverAction next = (observation.AbortRequested is null ? Postponed(state, observation) : null) ?? state.Phase switch
        {
            SwitchoverPhase.Reserve => Reserve(state, observation),
            SwitchoverPhase.Validate => Validate(state, observation),
            SwitchoverPhase.Arm => Arm(state, observation),
            SwitchoverPhase.Route or SwitchoverPhase.Shift => Set(state, observation),
            SwitchoverPhase.VerifyRoute or SwitchoverPhase.VerifyShift => Verify(state, observation),
            SwitchoverPhase.Ramp => Ramp(state, observation),
            SwitchoverPhase.Quiesce => Quiesce(state, observation),
            SwitchoverPhase.CatchUp => CatchUp(state, observation),
            SwitchoverPhase.Fence => Fence(state, observation),
            SwitchoverPhase.PromoteData => PromoteData(state, observation),
            SwitchoverPhase.HandOver => HandOver(state, observation),
            SwitchoverPhase.Bake => Bake(state, observation),
            SwitchoverPhase.Unwind => Unwind(state, observation),
            _ => new SwitchoverAction.Done(),
        };
        return next is SwitchoverAction.Close { Outcome: SwitchoverOutcome.Committed } commit ? Commit(state, observation.World, commit) : next;
    }

    /// <summary>Only what serves is committed: what died on the last steps is retired, and where nothing is left to serve the run goes back.</summary>
    private static SwitchoverAction Commit(SwitchoverState state, WorldView world, SwitchoverAction.Close commit)
    {
        InstanceId[] lost = PromotedHealth.Lost(state.Plan, world);
        return lost.Length == 0 ? commit
            : lost.Length == state.Plan.Promote.Count ? new SwitchoverAction.Enter(SwitchoverPhase.Unwind, PromotedHealth.Say(world, lost[0]))
            : commit with { Lost = lost };
    }

    /// <summary>The phase is done: on to the next one that the run needs, or over the point of no return after the last.</summary>
    private static SwitchoverAction Advance(SwitchoverState state) =>
        SwitchoverSequence.After(state.Phase, state.Plan) is { } next
            ? new SwitchoverAction.Enter(next)
            : new SwitchoverAction.Close(SwitchoverOutcome.Committed);

    private static SwitchoverAction Reserve(SwitchoverState state, SwitchoverObservation observation)
    {
        if (observation.AbortRequested is { } abort)
        {
            return new SwitchoverAction.Close(SwitchoverOutcome.Aborted, abort);
        }

        return Advance(state);
    }

    private SwitchoverAction Validate(SwitchoverState state, SwitchoverObservation observation)
    {
        if (observation.AbortRequested is { } abort)
        {
            return new SwitchoverAction.Close(SwitchoverOutcome.Aborted, abort);
        }

        string? waitingFor = null;
        foreach (InstanceId id in state.Plan.Promote)
        {
            ObservedInstance? instance = observation.World.Topology.Find(id);
            if (instance is null || instance.State is InstanceState.Failed or InstanceState.Terminating)
            {
                return new SwitchoverAction.Close(SwitchoverOutcome.Aborted, $"Instance '{id}' is {instance?.State.ToString() ?? "gone"}.");
            }

            if (instance.Digest is { } digest && digest != state.Plan.Digest)
            {
                return new SwitchoverAction.Close(
                    SwitchoverOutcome.Aborted, $"Instance '{id}' runs {digest.Abbreviated}, not {state.Plan.Digest.Abbreviated}.");
            }

            if (instance.Validation == ValidationStatus.Refused)
            {
                return new SwitchoverAction.Close(SwitchoverOutcome.Aborted, instance.ValidationDetail ?? $"Validation refuses instance '{id}'.");
            }

            if (instance.State != InstanceState.Ready || instance.Digest is null)
            {
                waitingFor ??= $"instance '{id}' to be ready with its digest read back";
            }
            else if (instance.Validation == ValidationStatus.Pending)
            {
                waitingFor ??= $"the validation of instance '{id}': {instance.ValidationDetail}";
            }
        }

        if (waitingFor is null && observation.World.Topology.ObservedAt >= state.Plan.OpenedAt)
        {
            return Advance(state);
        }

        waitingFor ??= "an observation made by this run";
        return observation.Now - state.EnteredAt >= _options.ValidateTimeout
            ? new SwitchoverAction.Close(SwitchoverOutcome.Aborted, $"Waited {_options.ValidateTimeout} for {waitingFor}.")
            : new SwitchoverAction.Wait(observation.Now + _options.PollInterval, waitingFor);
    }

    private SwitchoverAction Arm(SwitchoverState state, SwitchoverObservation observation)
    {
        if (observation.AbortRequested is { } abort)
        {
            return new SwitchoverAction.Close(SwitchoverOutcome.Aborted, abort);
        }

        MonitoringSnapshot? monitoring = observation.World.Monitoring;
        InstanceId[] unwatched = monitoring is null ? [] : [.. state.Plan.Promote.Where(i => !monitoring.Watched.Contains(i))];
        if (unwatched.Length == 0)
        {
            return WireNewSide(state, observation) ?? Advance(state);
        }

        if (Pause(state, observation) is { } pause)
        {
            return pause;
        }

        return state.Attempts >= _options.MaxAttempts
            ? new SwitchoverAction.Close(SwitchoverOutcome.Aborted, GaveUp(state, "monitoring did not cover", unwatched[0]))
            : new SwitchoverAction.AttachMonitoring(unwatched);
    }

    /// <summary>A wait when the last effect of this phase is too recent to be repeated; else null.</summary>
    private SwitchoverAction.Wait? Pause(SwitchoverState state, SwitchoverObservation observation) =>
        state.LastAttemptAt is { } at && observation.Now < at + _options.RetryDelay
            ? new SwitchoverAction.Wait(at + _options.RetryDelay, state.LastFailure ?? "the effect to be observed")
            : null;

    private static string GaveUp(SwitchoverState state, string what, InstanceId instance) =>
        $"After {state.Attempts} attempts {what} instance '{instance}'{(state.LastFailure is { } f ? ": " + f : ".")}";
}
