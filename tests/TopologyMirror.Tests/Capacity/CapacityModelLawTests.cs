using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Capacity;
using static TopologyMirror.Tests.Capacity.Signals;

namespace TopologyMirror.Tests.Capacity;

public sealed class CapacityModelLawTests
{
    private static Arbitrary<Case> Cases { get; } = (
        from truth in Gen.Choose(40, 200)
        from idle in Gen.Choose(0, 15).Select(n => n / 100.0)
        from noise in Gen.Choose(5, 40).Select(n => n / 1000.0)
        from seed in Gen.Choose(1, 100_000)
        select new Case(truth, idle, noise, seed)).ToArbitrary();

    [Fact]
    public void Answer_SixteenTimesTheEvidence_IsNarrower() => Prop.ForAll(Cases, c =>
        Width(Learn(c, Utilisation(drift: 0), 960)) < Width(Learn(c, Utilisation(drift: 0), 60))).QuickCheckThrowOnFailure();

    [Fact]
    public void Answer_OtherUnitOfLoad_ScalesTheCapacity() => Prop.ForAll(Cases, c =>
    {
        double one = Learn(c, Utilisation(), 120).Estimate().Planned;
        double thousand = Learn(c with { Truth = c.Truth * 1000 }, Utilisation(100_000), 120).Estimate().Planned;
        return Math.Abs((thousand / one / 1000) - 1) < 1e-6;
    }).QuickCheckThrowOnFailure();

    /// <summary>Who lets instances be busier never plans less on each.</summary>
    [Fact]
    public void Meets_LooserTarget_IsNeverEarlier() => Prop.ForAll(Cases, c =>
    {
        CapacityLine line = Learn(c, Utilisation(), 60).State.Line;
        double before = 0;
        for (double target = 0.2; target < 0.95; target += 0.01)
        {
            double meets = line.Meets(target, 1) ?? double.PositiveInfinity;
            if (meets < before)
            {
                return false;
            }

            before = meets;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Answer_MoreConfidence_NeverPlansMore() => Prop.ForAll(Cases, c =>
        Learn(c, Utilisation() with { Confidence = 0.95 }, 120).Estimate().Planned <= Learn(c, Utilisation() with { Confidence = 0.6 }, 120).Estimate().Planned).QuickCheckThrowOnFailure();

    [Fact]
    public void Answer_Anything_LiesInItsInterval() => Prop.ForAll(Cases, c =>
    {
        CapacityEstimate e = Learn(c, Utilisation(), 120).Estimate();
        return e.Low <= e.Planned && e.Planned <= e.Median && e.Median <= e.High;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Inherit_Anything_IsWider() => Prop.ForAll(Cases, c =>
    {
        CapacityModel model = Learn(c, Utilisation(), 240);
        return Width(model.Inherit()) > Width(model) && model.Inherit().Estimate() is { IsInherited: true };
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.975)]
    public void Of_TenDegreesOfFreedom_IsTheTabledValue(double probability)
    {
        double tabled = probability switch { 0.5 => 0, 0.9 => 1.3722, _ => 2.2281 };
        StudentQuantile.Of(probability, 10).ShouldBe(tabled, 0.001);
    }

    private static double Width(CapacityModel model) => model.Estimate() is var e ? e.High - e.Low : 0;

    private static CapacityModel Learn(Case c, CapacityRelation relation, int steps) => Busy(relation, _ => c.Truth, steps, c.Seed, c.Noise, c.Idle);

    private sealed record Case(double Truth, double Idle, double Noise, int Seed);
}
