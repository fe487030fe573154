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
    [InlineData(0, 0, 0)]
    [InlineData(300.0 / 100 * 3, 3, 9)]
    [InlineData(100.0 / 100 * 3, 3, 3)]
    [InlineData(90.0 / 100 * 3, 3, 3)]
    [InlineData(110.0 / 100 * 3, 3, 3)]
    [InlineData(111.0 / 100 * 3, 3, 4)]
    [InlineData(89.0 / 100 * 3, 3, 3)]
    [InlineData(60.0 / 50 * 10, 10, 12)]
    [InlineData(55.0 / 50 * 10, 10, 10)]
    [InlineData(45.0 / 50 * 10, 10, 10)]
    [InlineData(44.0 / 50 * 10, 10, 9)]
    [InlineData(25.0 / 50 * 9, 9, 5)]
    [InlineData(1e12, 1, int.MaxValue)]
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

    // The documentation's example of the default window: of 5 minutes of recommendations the highest counts.
    [Fact]
    public void Decide_RecommendationsVary_FollowsTheHighestOfTheWindowDown()
    {
        var rule = new HpaRule();
        RecommendationWindow memory = RecommendationWindow.Empty;
        int current = 10;
        var seen = new List<int>();
        foreach ((int minute, int raw) in new[] { (0, 10), (1, 6), (2, 8), (3, 5), (4, 4), (5, 4), (6, 4), (7, 4), (8, 4), (9, 4) })
        {
            HpaDecision decision = rule.Decide(Noon.AddMinutes(minute), raw, current, memory);
            (current, memory) = (decision.Desired, decision.Memory);
            seen.Add(current);
        }

        seen.ShouldBe([10, 10, 10, 10, 10, 10, 8, 8, 5, 4]);
    }

    [Fact]
    public void Decide_LoadRisesWithoutAScaleOutWindow_FollowsAtOnceWhateverWasRecommended()
    {
        HpaDecision low = new HpaRule().Decide(Noon, 1, 4, RecommendationWindow.Empty);
        new HpaRule().Decide(Noon.AddSeconds(1), 9, 4, low.Memory).Desired.ShouldBe(9);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void Recommend_LoadIsNoLoad_Throws(double raw) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new HpaRule().Recommend(raw, 1)).ParamName.ShouldBe("rawInstances");
}
