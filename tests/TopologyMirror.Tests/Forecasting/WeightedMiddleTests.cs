using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class WeightedMiddleTests
{
    [Fact]
    public void Of_EqualWeights_LiesBetweenMedianAndMean() => Middle([3, 1, 100], [1, 1, 1]).ShouldBe((0.75 * 3) + (0.25 * 104 / 3), 1e-12);

    [Fact]
    public void Of_WorthlessOutlier_IgnoresIt() => Middle([3, 1e12, 5], [1, 0, 1]).ShouldBe(4, 1e-9);

    [Fact]
    public void Of_MissingValues_LeavesThemOut() => Middle([double.NaN, 7, double.NaN], [5, 1, 5]).ShouldBe(7);

    [Fact]
    public void Of_OnlyWorthlessValues_TakesTheMiddleOne() => Middle([9, 1, 4], [0, 0, 0]).ShouldBe(4);

    [Fact]
    public void Of_Nothing_IsNotANumber() => Middle([double.NaN], [1]).ShouldBe(double.NaN);

    private static double Middle(double[] values, double[] weights) => WeightedMiddle.Of(values, weights);
}
