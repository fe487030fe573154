using TopologyMirror.Capacity;

namespace TopologyMirror.Tests.Capacity;

public sealed class HpaRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    // Cases after the Kubernetes documentation: desired = ceil(current x ratio), none within a tolerance of 10 %.
    [Theory]
    [InlineData(200.0 / 100 * 4, 4, 8)]
    [InlineData(50.0 / 100 * 4, 4, 2)]
    [InlineData(4.4, 4, 4)]
    [InlineData(3.6, 4, 4)]
    [InlineData(4.41, 4, 5)]
    [InlineData(3.59, 4, 4)]
    [InlineData(2.9, 4, 3)]
    [InlineData(0, 3, 0)]
    [InlineData(0.2, 0, 1)]
    public void Recommend_ByRatioAndTolerance_AsKubernetes(double raw, int current, int expected) =>
        new HpaRule().Recommend(raw, current).ShouldBe(expected);

    [Fact]
    public void Decide_LoadFalls_HoldsTheHighestRecommendationOfTheWindow()
    {
        var rule = new HpaRule();
        HpaDecision peak = rule.Decide(Noon, 8, 4, RecommendationWindow.Empty);
        HpaDecision within = rule.Decide(Noon.AddMinutes(5), 2, 8, peak.Memory);
        HpaDecision after = rule.Decide(Noon.AddMinutes(5).AddSeconds(1), 2, 8, within.Memory);

        peak.Desired.ShouldBe(8);
        within.Desired.ShouldBe(8);
        within.Recommended.ShouldBe(2);
        after.Desired.ShouldBe(2);
    }

    [Fact]
    public void Decide_LoadRises_WaitsForTheLowestOfTheScaleOutWindow()
    {
        var rule = new HpaRule { ScaleOutWindow = TimeSpan.FromMinutes(1) };
        HpaDecision calm = rule.Decide(Noon, 4, 4, RecommendationWindow.Empty);
        HpaDecision surge = rule.Decide(Noon.AddSeconds(30), 8, 4, calm.Memory);
        HpaDecision held = rule.Decide(Noon.AddSeconds(61), 8, 4, surge.Memory);

        surge.Desired.ShouldBe(4);
        held.Desired.ShouldBe(8);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void Recommend_LoadIsNoLoad_Throws(double raw) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new HpaRule().Recommend(raw, 1)).ParamName.ShouldBe("rawInstances");
}
