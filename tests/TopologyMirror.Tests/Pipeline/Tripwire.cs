using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>Tells, before the sequence is asked, where the run stands.</summary>
internal sealed class Tripwire(ISwitchover inner, Action<SwitchoverState> told) : ISwitchover
{
    public SwitchoverAction Next(SwitchoverState state, SwitchoverObservation observation)
    {
        told(state);
        return inner.Next(state, observation);
    }
}
