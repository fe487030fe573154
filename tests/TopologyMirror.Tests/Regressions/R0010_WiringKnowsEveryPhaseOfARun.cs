using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Tests.Switchover;

namespace TopologyMirror.Tests.Regressions;

/// <summary>From its arming on what a run promotes belongs to its new side. Phases that move writers, ramp weights or hand work over were not counted, so that instances were probed as shadow while they called live.</summary>
public sealed class R0010_WiringKnowsEveryPhaseOfARun
{
    [Fact]
    public void IsEntering_FromArmToTheEndOfTheBake_IsTrue() =>
        Enum.GetValues<SwitchoverPhase>()
            .Where(p => RunWiring.IsEntering(SwitchoverState.Open(Runs.Join("x")).Enter(p, TestWorld.Noon, null)))
            .ShouldBe([
                SwitchoverPhase.Arm, SwitchoverPhase.Quiesce, SwitchoverPhase.CatchUp, SwitchoverPhase.Fence, SwitchoverPhase.PromoteData, SwitchoverPhase.Route,
                SwitchoverPhase.VerifyRoute, SwitchoverPhase.Ramp, SwitchoverPhase.Shift, SwitchoverPhase.VerifyShift, SwitchoverPhase.HandOver, SwitchoverPhase.Bake,
            ]);
}
