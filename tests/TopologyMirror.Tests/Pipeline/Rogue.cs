using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>A sequence of a host's own that asks for what must not happen, wherever it is told to, and else follows the library's.</summary>
internal sealed class Rogue(ISwitchover inner, Func<SwitchoverState, SwitchoverObservation, SwitchoverAction?> asks) : ISwitchover
{
    public SwitchoverAction Next(SwitchoverState state, SwitchoverObservation observation) => asks(state, observation) ?? inner.Next(state, observation);
}
