using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

public sealed partial class SwitchoverCoordinator
{
    /// <summary>What is left to be wired before the first route change; null when nothing is.</summary>
    private SwitchoverAction? WireNewSide(SwitchoverState state, SwitchoverObservation observation)
    {
        if (RunWiring.Gap(state, observation.World) is { } gap)
        {
            return new SwitchoverAction.Close(SwitchoverOutcome.Aborted, gap);
        }

        IReadOnlyList<WireLink> due = RunWiring.Due(state, observation.World);
        if (due.Count == 0)
        {
            return null;
        }

        // Monitoring may have been attached just before: that is no reason to wait.
        bool afterAttach = state is { Attempts: 1, LastFailure: null };
        return !afterAttach && Pause(state, observation) is { } pause ? pause
            : state.Attempts > _options.MaxAttempts
                ? new SwitchoverAction.Close(SwitchoverOutcome.Aborted, GaveUp(state, $"the wiring to {due[0].Dependency} did not change at", due[0].Instance))
            : new SwitchoverAction.Wire(due);
    }

    /// <summary>
    /// What went back is wired to the shadow again; null when nothing is left to wire. It stands by already: after some attempts the run is
    /// over, and what is still wrong is repaired by later ticks while validation keeps the instance out.
    /// </summary>
    private SwitchoverAction? WireBack(SwitchoverState state, SwitchoverObservation observation)
    {
        IReadOnlyList<WireLink> due = RunWiring.Due(state, observation.World);
        return due.Count == 0 || state.Attempts >= _options.MaxAttempts * (observation.World.Routes.Count + 1) ? null
            : state.LastFailure is not null && Pause(state, observation) is { } pause ? pause
            : new SwitchoverAction.Wire(due);
    }
}
