using TopologyMirror.Safety;
using TopologyMirror.Tests.Routing;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Safety;

/// <summary>Invariant 8: configuration is brought to nothing that gets requests.</summary>
public sealed class ConfigurationEffectTests
{
    [Theory]
    [InlineData(ProposedEffectKind.Deliver, true)]
    [InlineData(ProposedEffectKind.RunStep, true)]
    [InlineData(ProposedEffectKind.Activate, true)]
    [InlineData(ProposedEffectKind.RunContract, false)]
    public void Breach_OnAnInstanceThatServes_IsOneButForAContractStep(ProposedEffectKind kind, bool isBreach)
    {
        string?[] breaches = [.. new[] { "serves", "cover" }.Select(id => new NothingReliedOnInvariant().Breach(
            new SafetyContext
            {
                Now = Noon, World = new TestWorld().Live("serves").Cover("cover").View(), Needs = [], Capacities = [], HeldEpoch = new Epoch(1), Limits = new SafetyOptions(),
            },
            new ProposedEffect { Kind = kind, Key = new EffectKey(Shop, new RunId(1), 1, 1), Epoch = new Epoch(1), Instances = [Id(id)], Digest = New }))];
        breaches.ShouldBe([isBreach ? "instance 'serves' still gets requests" : null, null]);
    }
}
