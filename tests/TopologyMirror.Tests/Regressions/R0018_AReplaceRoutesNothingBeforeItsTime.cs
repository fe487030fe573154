using TopologyMirror.Safety;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Tests.Switchover;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Regressions;

/// <summary>
/// A host's own sequence could route the new side of a Replace before its phase Route. When the run was then closed as having touched nothing,
/// two digests served and no run was open that would have put an end to it.
/// </summary>
public sealed class R0018_AReplaceRoutesNothingBeforeItsTime
{
    [Theory]
    [InlineData(SwitchoverPhase.Validate, true)]
    [InlineData(SwitchoverPhase.Arm, true)]
    [InlineData(SwitchoverPhase.PromoteData, true)]
    [InlineData(SwitchoverPhase.Route, false)]
    [InlineData(SwitchoverPhase.Unwind, false)]
    public void Breach_NewSideRouted_IsOneBeforeRoute(SwitchoverPhase phase, bool breaks)
    {
        RunPlan replace = Runs.Join("x") with { Kind = SwitchoverKind.Replace, Digest = New, Retire = Ids("a") };
        var context = new SafetyContext
        {
            Now = Noon,
            World = new TestWorld().Live("a").Cover("x").Change("x", i => i with { Digest = New }).View(),
            Needs = [Need(1)],
            Capacities = [TestWorld.Capacity()],
            Run = SwitchoverState.Open(replace).Enter(phase, Noon, null),
            HeldEpoch = new Epoch(1),
            Limits = new SafetyOptions(),
        };
        var effect = new ProposedEffect
        {
            Kind = ProposedEffectKind.SetWeights, Key = new EffectKey(Shop, replace.Run, 1, 1), Epoch = new Epoch(1), Router = "lb", Weights = [new(Id("x"), 100)],
        };
        (new OneDigestInvariant().Breach(context, effect) is not null).ShouldBe(breaks);
    }
}
