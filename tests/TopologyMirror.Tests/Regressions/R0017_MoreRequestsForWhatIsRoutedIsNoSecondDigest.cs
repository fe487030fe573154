using TopologyMirror.Safety;
using TopologyMirror.Tests.Routing;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Regressions;

/// <summary>
/// Beside an instance that somebody had edited, the next step of a slow start was refused as a second digest, although its instance was routed
/// already: the run could neither go on nor end.
/// </summary>
public sealed class R0017_MoreRequestsForWhatIsRoutedIsNoSecondDigest
{
    [Theory]
    [InlineData(10, null, "lb", false)]
    [InlineData(0, null, "lb", true)]
    [InlineData(10, 0, "lb", true)]
    [InlineData(10, null, "edge", true)]
    public void Breach_WeightOfWhatThisRouterGoesOnToSendRequestsTo_IsNone(int routed, int? pending, string at, bool breaks)
    {
        TestWorld world = new TestWorld("lb", "edge").Live("a", "b").Cover("x").Change("x", i => i with { Digest = New }).Route("x", routed, pending, router: at);
        var effect = new ProposedEffect
        {
            Kind = ProposedEffectKind.SetWeights, Key = new EffectKey(Shop, new RunId(1), 1, 1), Epoch = new Epoch(1), Router = "lb", Weights = [new(Id("x"), 100)],
        };
        var context = new SafetyContext
        {
            Now = Noon, World = world.View(), Needs = [Need(1)], Capacities = [TestWorld.Capacity()], HeldEpoch = new Epoch(1), Limits = new SafetyOptions(),
        };
        (new OneDigestInvariant().Breach(context, effect) is not null).ShouldBe(breaks);
    }
}
