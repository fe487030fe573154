using TopologyMirror.Backtests;
using TopologyMirror.Backtests.Sweep;

namespace TopologyMirror.Tests.Backtests;

public sealed class PolicyCatalogTests
{
    private static string[] Select(params string[] names) => [.. PolicyCatalog.Select(PolicyCatalog.All([0.01, 0.001]), names).Select(p => p.Traits.Name)];

    [Fact]
    public void Select_WholeName_IsThatPolicyAlone()
    {
        Select("reactive+10").ShouldBe(["reactive+10"]);
        Select("static-peak", "clairvoyant").ShouldBe(["static-peak", "clairvoyant"]);
        Select("topologymirror").ShouldBe(["topologymirror", "topologymirror@0.1", "topologymirror@1"]);
        Select("topologymirror@1").ShouldBe(["topologymirror@1"]);
    }

    [Fact]
    public void Select_Beginning_IsAllThatBeginSo()
    {
        Select("reactive").Length.ShouldBe(21);
        Select("holt", "point", "reactive+y").ShouldBe(["reactive+yesterday", "holt-winters+reactive", "point-forecast"]);
        Select("predictive-no-shadow@5").ShouldBe(["predictive-no-shadow@5"]);
        Select("predictive").Length.ShouldBe(5);
    }

    [Fact]
    public void Select_NoNames_IsAllButStandingCover() =>
        Select().ShouldBe(PolicyCatalog.All([0.01, 0.001]).Select(p => p.Traits.Name).Where(n => n != "topologymirror-standing-1"));

    [Theory]
    [InlineData("oracle")]
    [InlineData("")]
    public void Select_NameOfNone_IsRefusedByNameWithThoseThatAre(string name)
    {
        string message = Should.Throw<BacktestException>(() => Select("reactive", name)).Message;
        message.ShouldStartWith($"There is no policy '{name}'; there are topologymirror, topologymirror@0.1, ");
        message.ShouldEndWith(", static-peak, clairvoyant.");
    }

    [Fact]
    public void All_Names_AreDifferentAndTellFamilyAndSettings()
    {
        PolicyTraits[] all = [.. PolicyCatalog.All([0.01, 0.01, PolicyCatalog.DefaultRisk]).Select(p => p.Traits)];
        all.Select(p => p.Name).ShouldBeUnique();
        all.Single(p => p.Name == "reactive+25+warm-pool-2")
            .ShouldBe(new PolicyTraits("reactive+25+warm-pool-2", "reactive+warm-pool-2") { Headroom = 25, Standing = 2 });
        all.Single(p => p.Name == "topologymirror@1").ShouldBe(new PolicyTraits("topologymirror@1", "topologymirror") { Risk = 0.01 });
        all.Single(p => p.Name == "static-peak").ShouldBe(new PolicyTraits("static-peak", "static-peak"));
    }
}
