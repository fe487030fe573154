using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Replay;

public sealed class EqualCostTests
{
    private static EqualCost Of(params (double Cost, double Loss)[] points) => EqualCost.Of(points.Select(p => new CostPoint(p.Cost, p.Loss)));

    [Fact]
    public void Of_PointsAboveTheLineOrDearerForNothing_AreNoCorners() =>
        Of((10, 8), (20, 7), (30, 2), (40, 2), (50, 3), (60, 1), (15, 20)).Hull.ShouldBe([new(10, 8), new(30, 2), new(60, 1)]);

    [Theory]
    [InlineData(10, 8.0)]
    [InlineData(20, 5.0)]
    [InlineData(30, 2.0)]
    [InlineData(45, 1.5)]
    [InlineData(60, 1.0)]
    [InlineData(99, 1.0)]
    public void LossAt_ACost_IsLinearBetweenCorners(double cost, double loss) =>
        Of((10, 8), (20, 7), (30, 2), (60, 1)).LossAt(cost).ShouldBe(loss);

    [Fact]
    public void LossAt_CheaperThanAnySetting_IsNone() => Of((10, 8), (30, 2)).LossAt(9.9).ShouldBeNull();

    [Fact]
    public void Of_OneSetting_IsThatSetting() => Of((10, 8)).LossAt(11).ShouldBe(8);

    [Fact]
    public void Of_Nothing_Throws() => Should.Throw<ArgumentOutOfRangeException>(() => EqualCost.Of([]));

    [Fact]
    public void Hull_OfAnySettings_LiesBelowAllAndFallsEverLess() =>
        Prop.ForAll(Settings(), points =>
        {
            EqualCost hull = EqualCost.Of(points);
            bool below = points.All(p => hull.LossAt(p.Cost) <= p.Loss + 1e-9);
            bool falls = hull.Hull.Zip(hull.Hull.Skip(1)).All(n => n.First.Cost < n.Second.Cost && n.First.Loss > n.Second.Loss);
            double[] slopes = [.. hull.Hull.Zip(hull.Hull.Skip(1)).Select(n => (n.Second.Loss - n.First.Loss) / (n.Second.Cost - n.First.Cost))];
            return below && falls && slopes.Zip(slopes.Skip(1)).All(s => s.First <= s.Second + 1e-9) && hull.Hull.All(points.Contains);
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<CostPoint[]> Settings() =>
        (from cost in Gen.Choose(0, 50) from loss in Gen.Choose(0, 50) select new CostPoint(cost, loss)).NonEmptyListOf().Select(l => l.ToArray()).ToArbitrary();
}
