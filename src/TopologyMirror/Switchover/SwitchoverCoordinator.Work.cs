namespace TopologyMirror.Switchover;

public sealed partial class SwitchoverCoordinator
{
    /// <summary>
    /// Background work changes hands: the old side is stopped and observed to have nothing in flight, then the new side works. What is not
    /// observed within the time sends the run back.
    /// </summary>
    private SwitchoverAction HandOver(SwitchoverState state, SwitchoverObservation observation)
    {
        if (observation.AbortRequested is { } abort)
        {
            return new SwitchoverAction.Enter(SwitchoverPhase.Unwind, abort);
        }

        if (NextOfWork(state, observation) is not { } next)
        {
            return Advance(state);
        }

        if (observation.Now - state.EnteredAt < _options.HandOverTimeout)
        {
            return next;
        }

        // Where the way back is closed, work that can still be handed over leads on.
        SwitchoverAction back = GoBack(state, observation, $"Waited {_options.HandOverTimeout} for {WaitingFor(state, observation)}.");
        return back is SwitchoverAction.Hold && next is SwitchoverAction.SetWork ? next : back;
    }

    /// <summary>
    /// Hands work back: what was promoted stops first, then the old side works. A gate that does not do it within its time holds the run open no
    /// longer: what is not on its side is stopped by later ticks.
    /// </summary>
    private SwitchoverAction? UndoWork(SwitchoverState state, SwitchoverObservation observation) =>
        state.Reached < SwitchoverPhase.HandOver || observation.Now - state.EnteredAt >= _options.HandOverTimeout ? null : NextOfWork(state, observation);

    private SwitchoverAction? NextOfWork(SwitchoverState state, SwitchoverObservation observation)
    {
        string? waitingFor = null;
        foreach (ServiceWork work in state.Plan.Work)
        {
            WorkStep step = WorkPlanner.Plan(work, observation.World, state);
            if (step.Stop.Count + step.Start.Count == 0)
            {
                waitingFor ??= step.WaitingFor;
                continue;
            }

            // A gate that failed, or that said yes and did not, is given time; else the steps follow each other at once.
            if (state.LastFailure is not null || state.Attempts >= 2 * state.Plan.Work.Count)
            {
                if (Pause(state, observation) is { } pause)
                {
                    return pause with { IsAttended = true };
                }
            }

            return step.Stop.Count > 0
                ? new SwitchoverAction.SetWork(work, step.Stop, Active: false)
                : new SwitchoverAction.SetWork(work, step.Start, Active: true);
        }

        return waitingFor is null ? null : new SwitchoverAction.Wait(observation.Now + _options.PollInterval, waitingFor) { IsAttended = true };
    }

    private static string WaitingFor(SwitchoverState state, SwitchoverObservation observation) =>
        state.Plan.Work.Select(w => WorkPlanner.Plan(w, observation.World, state).WaitingFor).FirstOrDefault(w => w is not null) ?? "work to change hands";
}
