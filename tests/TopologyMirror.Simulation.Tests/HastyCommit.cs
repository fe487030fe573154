using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation.Tests;

/// <summary>A planted bug: a sequence that takes an operator's abort for the end, and leaves routes as they are.</summary>
internal sealed class HastyCommit(ISwitchover inner) : ISwitchover
{
    public SwitchoverAction Next(SwitchoverState state, SwitchoverObservation observation) =>
        observation.AbortRequested is not null && state.Phase >= SwitchoverPhase.Arm
            ? new SwitchoverAction.Close(SwitchoverOutcome.Aborted, "whatever was begun is left as it is")
            : inner.Next(state, observation);
}
