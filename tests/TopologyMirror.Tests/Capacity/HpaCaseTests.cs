using TopologyMirror.Capacity;

namespace TopologyMirror.Tests.Capacity;

/// <summary>Cases after the Kubernetes documentation, "Horizontal Pod Autoscaling": each row is named after what the page says of it.</summary>
public sealed class HpaCaseTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ScalingPolicy FourPodsAMinute = new(ScalingPolicyKind.Pods, 4, TimeSpan.FromMinutes(1));
    private static readonly ScalingPolicy TenPercentAMinute = new(ScalingPolicyKind.Percent, 10, TimeSpan.FromMinutes(1));

    public static TheoryData<string, double, int, int, int, int, int?> Readings => new()
    {
        // name, ratio, read, missing, not ready, current, expected
        { "the current value is twice the desired one: the number doubles", 2.0, 3, 0, 0, 3, 6 },
        { "the current value is half the desired one: the number halves", 0.5, 4, 0, 0, 4, 2 },
        { "the result is rounded up", 1.34, 3, 0, 0, 3, 5 },
        { "ratio within the tolerance above: no action", 1.1, 10, 0, 0, 10, 10 },
        { "ratio just beyond the tolerance above: action", 1.11, 10, 0, 0, 10, 12 },
        { "ratio within the tolerance below: no action", 0.9, 10, 0, 0, 10, 10 },
        { "ratio just beyond the tolerance below: action", 0.89, 10, 0, 0, 10, 9 },
        { "ratio of exactly one: no action", 1.0, 5, 0, 0, 5, 5 },
        { "metrics missing and a scale up: they consume 0 %", 2.0, 2, 2, 0, 4, 4 },
        { "metrics missing and a large scale up: dampened", 4.0, 2, 2, 0, 4, 8 },
        { "metrics missing and a scale down: they consume 100 % of the desired value", 0.25, 2, 2, 0, 4, 3 },
        { "metrics missing and the new ratio within the tolerance: no action", 0.8, 5, 5, 0, 10, 10 },
        { "metrics missing and the new ratio reverses the direction: no action", 1.5, 2, 8, 0, 10, 10 },
        { "pods not ready and a scale up: they consume 0 %", 2.0, 3, 0, 1, 4, 6 },
        { "pods not ready and the new ratio reverses the direction: no action", 1.5, 2, 0, 6, 8, 8 },
        { "pods not ready and a scale down: they are set aside", 0.5, 4, 0, 2, 6, 2 },
        { "pods missing and pods not ready and a scale up: both consume 0 %", 3.0, 4, 1, 1, 6, 12 },
        { "no pod has metrics: the metric gives no number", 0.0, 0, 4, 0, 4, null },
        { "no usage at all: scale down to none, before the minimum", 0.0, 4, 0, 0, 4, 0 },
    };

    public static TheoryData<string, int?[], int, int> Metrics => new()
    {
        { "several metrics: the highest is taken", [3, 7, 5], 4, 7 },
        { "several metrics and all lower: the highest of them", [1, 3, 2], 4, 3 },
        { "one cannot be fetched and the others scale down: scaling is skipped", [2, null], 4, 4 },
        { "one cannot be fetched and another scales up: it is scaled up", [6, null], 4, 6 },
        { "none can be fetched: no action", [null, null], 4, 4 },
    };

    public static TheoryData<string, ScalingPolicy[], PolicySelection, int, int, int> Out => new()
    {
        // name, policies, selection, current, wanted, expected
        { "no policy: any change", [], PolicySelection.Max, 3, 40, 40 },
        { "pods: at most so many in the period", [FourPodsAMinute], PolicySelection.Max, 3, 40, 7 },
        { "percent: at most that share in the period, rounded up", [TenPercentAMinute], PolicySelection.Max, 12, 40, 14 },
        { "percent 100: doubled", [new(ScalingPolicyKind.Percent, 100, TimeSpan.FromSeconds(15))], PolicySelection.Max, 3, 40, 6 },
        { "selectPolicy Max: the largest change", [FourPodsAMinute, TenPercentAMinute], PolicySelection.Max, 20, 90, 24 },
        { "selectPolicy Min: the smallest change", [FourPodsAMinute, TenPercentAMinute], PolicySelection.Min, 20, 90, 22 },
        { "selectPolicy Disabled: no change", [FourPodsAMinute], PolicySelection.Disabled, 20, 90, 20 },
        { "selectPolicy Disabled without a policy: no change", [], PolicySelection.Disabled, 20, 90, 20 },
        { "less is wanted than the policy allows: what is wanted", [FourPodsAMinute], PolicySelection.Max, 3, 5, 5 },
    };

    public static TheoryData<string, ScalingPolicy[], PolicySelection, int, int, int> In => new()
    {
        { "no policy: any change", [], PolicySelection.Max, 80, 10, 10 },
        { "pods and percent at 80: 10 % are 8, the larger", [FourPodsAMinute, TenPercentAMinute], PolicySelection.Max, 80, 10, 72 },
        { "pods and percent at 72: 7.2 are rounded up to 8", [FourPodsAMinute, TenPercentAMinute], PolicySelection.Max, 72, 10, 64 },
        { "pods and percent at 40: both are 4", [FourPodsAMinute, TenPercentAMinute], PolicySelection.Max, 40, 10, 36 },
        { "pods and percent below 40: 4 pods are the larger", [FourPodsAMinute, TenPercentAMinute], PolicySelection.Max, 30, 10, 26 },
        { "selectPolicy Min: the smallest change", [FourPodsAMinute, TenPercentAMinute], PolicySelection.Min, 80, 10, 76 },
        { "selectPolicy Disabled: no scale down", [], PolicySelection.Disabled, 80, 10, 80 },
        { "percent 100: all", [new(ScalingPolicyKind.Percent, 100, TimeSpan.FromSeconds(15))], PolicySelection.Max, 80, 0, 0 },
        { "more pods than there are: none left", [new(ScalingPolicyKind.Pods, 10, TimeSpan.FromMinutes(1))], PolicySelection.Max, 3, 0, 0 },
    };

    public static TheoryData<string, int, int, int, int, int> Bounds => new()
    {
        // name, current, wanted, floor, ceiling, expected
        { "above maxReplicas: maxReplicas", 4, 30, 1, 10, 10 },
        { "below minReplicas: minReplicas", 4, 0, 2, 10, 2 },
        { "current above maxReplicas: brought to it, whatever is wanted", 14, 12, 1, 10, 10 },
        { "current below minReplicas: brought to it, whatever is wanted", 1, 9, 3, 10, 3 },
        { "at maxReplicas: stays", 10, 30, 1, 10, 10 },
    };

    [Theory]
    [MemberData(nameof(Readings))]
    public void Recommend_OfAReading_IsAsDocumented(string name, double ratio, int read, int missing, int notReady, int current, int? expected) =>
        new HpaRule().Recommend(new HpaReading(ratio, read, missing, notReady), current).ShouldBe(expected, name);

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Highest_OfSeveralMetrics_IsAsDocumented(string name, int?[] recommended, int current, int expected) =>
        HpaRule.Highest(recommended, current).ShouldBe(expected, name);

    [Theory]
    [MemberData(nameof(Out))]
    public void Decide_ScaleOutPolicies_AreAsDocumented(string name, ScalingPolicy[] policies, PolicySelection selection, int current, int wanted, int expected) =>
        Once(new HpaRule { ScaleOutPolicies = policies, ScaleOutSelection = selection }, current, wanted).ShouldBe(expected, name);

    [Theory]
    [MemberData(nameof(In))]
    public void Decide_ScaleInPolicies_AreAsDocumented(string name, ScalingPolicy[] policies, PolicySelection selection, int current, int wanted, int expected) =>
        Once(new HpaRule { ScaleInPolicies = policies, ScaleInSelection = selection }, current, wanted).ShouldBe(expected, name);

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Decide_Bounds_AreAsDocumented(string name, int current, int wanted, int floor, int ceiling, int expected) =>
        new HpaRule().Decide(Noon, wanted, current, RecommendationWindow.Empty, ScalingHistory.Empty, floor, ceiling).Decision.Desired.ShouldBe(expected, name);

    // The page's example: from 80 to 10 by 10 % or 4 pods a minute, whichever is more.
    [Fact]
    public void Decide_PodsAndPercentMinuteByMinute_FollowsTheExampleOfThePage() =>
        Follow(new HpaRule { ScaleInWindow = TimeSpan.Zero, ScaleInPolicies = [FourPodsAMinute, TenPercentAMinute] }, 80, 10, TimeSpan.FromMinutes(1), 15)
            .ShouldBe([72, 64, 57, 51, 45, 40, 36, 32, 28, 24, 20, 16, 12, 10, 10]);

    // Within a period the policy counts from what there was when the period began.
    [Fact]
    public void Decide_SeveralTimesWithinAPeriod_AllowsNoMoreThanThePeriodDoes()
    {
        var rule = new HpaRule { ScaleOutPolicies = [FourPodsAMinute] };
        Follow(rule, 3, 40, TimeSpan.FromSeconds(15), 9).ShouldBe([7, 7, 7, 7, 11, 11, 11, 11, 15]);
    }

    [Fact]
    public void Decide_ScaledInWithinThePeriod_CountsFromBeforeIt()
    {
        var rule = new HpaRule { ScaleInWindow = TimeSpan.Zero, ScaleOutPolicies = [FourPodsAMinute] };
        (HpaDecision down, ScalingHistory changes) = rule.Decide(Noon, 5, 10, RecommendationWindow.Empty, ScalingHistory.Empty);
        rule.Decide(Noon.AddSeconds(15), 40, 5, down.Memory, changes).Decision.Desired.ShouldBe(14);
        rule.Decide(Noon.AddSeconds(60), 40, 5, down.Memory, changes).Decision.Desired.ShouldBe(9);
    }

    [Fact]
    public void Decide_WindowsAndPolicies_HoldTogether()
    {
        var rule = new HpaRule { ScaleInPolicies = [FourPodsAMinute] };
        (HpaDecision peak, ScalingHistory changes) = rule.Decide(Noon, 20, 20, RecommendationWindow.Empty, ScalingHistory.Empty);
        rule.Decide(Noon.AddMinutes(5), 5, 20, peak.Memory, changes).Decision.Desired.ShouldBe(20);
        rule.Decide(Noon.AddMinutes(6), 5, 20, peak.Memory, changes).Decision.Desired.ShouldBe(16);
    }

    [Fact]
    public void Decide_NeitherPoliciesNorBounds_IsTheRuleWithoutThem()
    {
        var rule = new HpaRule();
        HpaDecision plain = rule.Decide(Noon, 7.3, 4, RecommendationWindow.Empty);
        (HpaDecision with, _) = rule.Decide(Noon, rule.Recommend(7.3, 4), 4, RecommendationWindow.Empty, ScalingHistory.Empty);
        (with.Desired, with.Recommended).ShouldBe((plain.Desired, plain.Recommended));
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(1, 0)]
    [InlineData(1, 1801)]
    public void ScalingPolicy_OutOfRange_Throws(int value, int seconds) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ScalingPolicy(ScalingPolicyKind.Pods, value, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    public void Recommend_RatioIsNone_Throws(double ratio) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new HpaRule().Recommend(new HpaReading(ratio, 1), 1)).ParamName.ShouldBe("reading");

    private static int Once(HpaRule rule, int current, int wanted) =>
        (rule with { ScaleInWindow = TimeSpan.Zero }).Decide(Noon, wanted, current, RecommendationWindow.Empty, ScalingHistory.Empty).Decision.Desired;

    private static List<int> Follow(HpaRule rule, int current, int wanted, TimeSpan every, int times)
    {
        RecommendationWindow memory = RecommendationWindow.Empty;
        ScalingHistory changes = ScalingHistory.Empty;
        var seen = new List<int>();
        for (int i = 0; i < times; i++)
        {
            (HpaDecision decision, changes) = rule.Decide(Noon + (i * every), wanted, current, memory, changes);
            (current, memory) = (decision.Desired, decision.Memory);
            seen.Add(current);
        }

        return seen;
    }
}
