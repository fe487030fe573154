using System.Collections.Immutable;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation.Tests.Mutations;

/// <summary>The library's sequence without one of its looks.</summary>
internal sealed class BlindSwitchover(ISwitchover inner, BlindSpot spot) : ISwitchover
{
    public SwitchoverAction Next(SwitchoverState state, SwitchoverObservation observation)
    {
        bool skips = spot switch
        {
            BlindSpot.Validation => state.Phase == SwitchoverPhase.Validate,
            BlindSpot.Verification => state.Phase is SwitchoverPhase.VerifyRoute or SwitchoverPhase.VerifyShift,
            _ => false,
        };
        return skips ? new SwitchoverAction.Enter(SwitchoverSequence.After(state.Phase, state.Plan)!.Value) : inner.Next(state, Unseen(observation));
    }

    private SwitchoverObservation Unseen(SwitchoverObservation observation) => observation.World.Monitoring is not { } seen ? observation : spot switch
    {
        BlindSpot.Alarms => observation with { World = observation.World with { Monitoring = seen with { Alarms = [] } } },
        BlindSpot.Signals => observation with { World = observation.World with { Monitoring = seen with { Signals = Steady(seen) } } },
        _ => observation,
    };

    /// <summary>Requests go on, and none of them fails or is slow.</summary>
    private static ImmutableSortedDictionary<InstanceId, InstanceSignals> Steady(MonitoringSnapshot seen) =>
        seen.Signals.ToImmutableSortedDictionary(static s => s.Key, static s => s.Value with { Errors = 0, Latency = TimeSpan.FromMilliseconds(100) });
}
